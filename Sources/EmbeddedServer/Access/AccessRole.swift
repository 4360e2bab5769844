/// What the bearer of a token may do; each role may also do what those before it may.
package enum AccessRole: String, Codable, Sendable, CaseIterable, Comparable {
    /// Reads: jobs, images, events, figures.
    case viewer
    /// Submits, and acts on jobs of its own name.
    case submitter
    /// Acts on every job, and on the service.
    case `operator`

    /// "a viewer", "an operator".
    package var withArticle: String { (self == .operator ? "an " : "a ") + rawValue }

    package static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .submitter: 1
        case .operator: 2
        }
    }
}
