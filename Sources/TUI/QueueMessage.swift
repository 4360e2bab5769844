package import API
package import Client

/// What came of a `QueueEffect`.
package enum QueueMessage: Sendable {
    case job(String, Result<Job, ClientError>)
    case counted(number: Int, Result<Int, ClientError>)
    case acted(number: Int, ManyResult)
    case paused(Bool, Result<QueueSwitch, ClientError>)
    case workerTold(WorkerOrder, Result<WorkerMember, ClientError>)
    case filters(FilterBook)
    /// The filters could not be kept, with the reason.
    case filtersNotKept(String)
}
