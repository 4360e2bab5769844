import API

/// Words for the states of a job.
extension Strings {
    static func word(_ status: JobStatus) -> String {
        switch status {
        case .queued: queued
        case .running: running
        case .succeeded: "succeeded"
        case .failed: failed
        case .cancelled: cancelled
        }
    }

    /// The end of a sentence that begins with the image's name.
    static func sentence(_ status: JobStatus) -> String {
        switch status {
        case .queued: "is waiting"
        case .running: "is running"
        case .succeeded: "has succeeded"
        case .failed: "has failed"
        case .cancelled: "is cancelled"
        }
    }
}
