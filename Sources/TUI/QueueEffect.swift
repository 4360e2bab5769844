package import API

/// What the queue wants done outside of the model.
package enum QueueEffect: Sendable, Equatable {
    /// The whole of a job that the list has as a line only.
    case loadJob(String)
    /// How many jobs match.
    case count(filter: String, number: Int)
    case act(ManyAction, ManyJobs, number: Int)
    case setPaused(Bool)
    /// By the worker's name.
    case tellWorker(String, WorkerOrder)
    case readFilters
    case writeFilters(FilterBook)
}
