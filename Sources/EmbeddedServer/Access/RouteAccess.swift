/// Who may use a route of a service that has tokens.
enum RouteAccess: Sendable {
    /// Anybody, also without a token.
    case open
    case viewer, submitter
    /// A submitter for a job of its own, by the path's `id`; an operator for every job.
    case ownJob
    /// A submitter too: the handler narrows the filter to `Caller.limitedTo`.
    case ownJobs
    case `operator`

    /// The least role; nil: none is needed.
    var role: AccessRole? {
        switch self {
        case .open: nil
        case .viewer: .viewer
        case .submitter, .ownJob, .ownJobs: .submitter
        case .operator: .operator
        }
    }
}
