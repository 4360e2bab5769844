/// What `GET /v1/events` sends. The SSE `id` of every event is its `sequence`; a stream resumes after it.
///
/// - `event: job`: a job's new snapshot. After a gap or a reconnect, changes of one job may be merged into the latest.
/// - `event: forgotten`: the id of a job that is gone.
/// - `event: gap`: the follower was too slow; what it missed follows, merged into the latest of each job.
/// - `event: live`: the follower has caught up with everything that was stored when it asked.
package enum JobEvent: Sendable, Equatable {
    case job(sequence: Int64, Job)
    case forgotten(sequence: Int64, ForgottenJob)
    case live(sequence: Int64)

    package static let jobName = "job"
    package static let forgottenName = "forgotten"
    package static let gapName = "gap"
    package static let liveName = "live"
    /// Every name that a stream may have; the data of `gap` and `live` is an object without members.
    package static let names = [jobName, forgottenName, gapName, liveName]

    package var sequence: Int64 {
        switch self {
        case .job(let sequence, _), .forgotten(let sequence, _), .live(let sequence): sequence
        }
    }
}
