package import API

/// A question about the queue, in the footer.
package enum QueueQuestion: Sendable, Equatable {
    /// The count is on its way.
    case counting(ManyAction, ManyJobs, number: Int)
    case confirm(ManyAction, ManyJobs, count: Int, name: String?)
    case pause(Bool)
    /// A worker, by its name.
    case drain(String)
    /// Actions still wait for their ten seconds: send them, drop them, or stay?
    case leave
}

/// A list over the panes that one line is picked from.
package struct QueueMenu: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case sort, models, filters
    }

    package var kind: Kind
    package var index: Int

    package init(_ kind: Kind, index: Int = 0) {
        self.kind = kind
        self.index = index
    }
}
