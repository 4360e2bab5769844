/// Something that not every service can do.
package enum ServicePower: Sendable, Hashable, CaseIterable {
    case submit, cancel, retry, forget, pauseQueue, chooseModel, pictures, compare, review
}

/// What kind of service it is, and why it can't do what it can't: the dashboard greys the keys and says the reason.
package struct ServiceCharacter: Sendable, Equatable {
    package enum Work: Sendable, Equatable {
        case images
        /// Of any kind: they have no pictures, and text for a result.
        case tasks
    }

    package var work: Work
    /// One sentence each; what is not among them can be done.
    package var refusals: [ServicePower: String]
    /// What can't be seen of it, and what helps; nil: nothing is hidden.
    package var notice: String?

    package init(work: Work = .images, refusals: [ServicePower: String] = [:], notice: String? = nil) {
        self.work = work
        self.refusals = refusals
        self.notice = notice
    }

    /// A top5 service can do all.
    package static let top5 = ServiceCharacter()

    /// - Throws: `ClientError.refused` with the reason, where there is one.
    func check(_ power: ServicePower) throws(ClientError) {
        if let reason = refusals[power] { throw refusal(reason) }
    }

    func refusal(_ reason: String) -> ClientError {
        ClientError(.refused(status: 405, code: "METHOD_NOT_ALLOWED"), reason)
    }
}
