package import API

/// What a follower of the events gets to see, the connection's own state included.
package enum FollowerEvent: Sendable, Equatable {
    case connecting
    /// The stream is open and everything up to now has been delivered.
    case live
    case job(sequence: Int64, Job)
    /// The job is gone from the service.
    case forgotten(sequence: Int64, id: String)
    /// The stream ended or could not be opened; the next try is after `retryInSeconds`.
    case disconnected(ClientError, retryInSeconds: Double)
}
