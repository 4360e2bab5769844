import Client

/// What this service is, and why a key can't act on it at all.
extension Model {
    /// Its jobs are tasks of any kind, not images.
    var showsTasks: Bool { character.work == .tasks }
    /// Why no job has a picture; nil: they have.
    var pictureRefusal: String? { character.refusals[.pictures] }
    /// What can't be seen of it.
    var notice: String? { character.notice }

    func characterRefusal(of action: Action) -> String? {
        // An upload is this dashboard's own affair.
        if action == .cancelJob, let path = subjectFile, uploads.outcomes[path]?.isUnderWay == true { return nil }
        return power(of: action).flatMap { character.refusals[$0] }
    }

    private func power(of action: Action) -> ServicePower? {
        switch action {
        case .submit, .submitMissingResults: .submit
        case .cancelJob: .cancel
        case .retryJob: .retry
        case .forgetJob: .forget
        case .pauseQueue, .quietWorker, .drainWorker: .pauseQueue
        case .chooseModel: .chooseModel
        case .compare: .compare
        case .review: .review
        default: nil
        }
    }
}
