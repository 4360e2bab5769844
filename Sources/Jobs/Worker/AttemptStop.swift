/// Why an attempt has to stop before its handler is done.
enum AttemptStop: Sendable {
    case cancelRequested
    /// Another worker has the job, or it is gone.
    case leaseLost
    /// The worker itself stops.
    case shutdown

    /// A handler threw something that is not a `JobFailure`.
    static let unexpectedErrorCode = "INTERNAL"

    /// What an attempt comes to.
    /// - Parameter result: nil while the handler is still at work.
    /// - Returns: nil when nothing may be reported.
    static func outcome(
        of result: Result<HandlerResult, any Error>?, stop: AttemptStop?, step: String?
    ) -> JobOutcome? {
        switch (stop, result) {
        case (.leaseLost, _):
            return nil
        case (.cancelRequested, _):
            return .cancelled
        case (_, .success(let done)):
            return .succeeded(result: done.result, summary: done.summary)
        case (_, .failure(var failure as JobFailure)):
            failure.step = failure.step ?? step
            return .failed(failure)
        case (.shutdown, _), (nil, nil):
            return .released
        case (nil, .failure(let error)) where isOfTheStore(error):
            // No fault of the job's: it keeps the attempt.
            return .released
        case (nil, .failure):
            return .failed(
                JobFailure(
                    code: unexpectedErrorCode, message: "The worker met an unexpected error; its log has the cause.",
                    step: step, retryable: true))
        }
    }

    /// Whether the payload could not be read, say.
    static func isOfTheStore(_ error: any Error) -> Bool {
        (error as? JobError)?.code == .storeUnavailable
    }
}
