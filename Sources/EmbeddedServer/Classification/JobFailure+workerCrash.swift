import API
import Inference
import Jobs
import Processes

extension JobFailure {
    /// The end of one attempt; the last one tells what is left to do.
    init(_ crash: WorkerCrash, attempt: Int, of attempts: Int) {
        let advice =
            attempt < attempts
            ? "" : " Other jobs are not affected. Save the picture anew with another program and submit that."
        self.init(
            code: ErrorCode.workerCrashed.rawValue,
            message: "\(crash.sentence); attempt \(attempt) of \(attempts).\(advice)",
            step: crash.step?.rawValue, retryable: true)
    }
}
