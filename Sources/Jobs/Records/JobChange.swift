/// One thing that followers of the queue hear of.
package enum JobChange: Sendable, Equatable {
    case job(JobRecord)
    /// The job was forgotten.
    case forgotten(JobID, sequence: Int64)

    /// Its place in the order of all changes.
    package var sequence: Int64 {
        switch self {
        case .job(let job): job.sequence
        case .forgotten(_, let sequence): sequence
        }
    }
}
