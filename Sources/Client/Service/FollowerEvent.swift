package import API

/// What a follower of the events gets to see, the connection's own state included.
package enum FollowerEvent: Sendable, Equatable {
    case connecting
    /// What the service can't do, told before `live` and whenever it changes. A top5 service does not tell it.
    case character(ServiceCharacter)
    /// The stream is open and everything up to now has been delivered.
    case live
    /// The follower was too slow: the service has dropped changes, and sends the latest of each job now.
    case gap
    /// The service counts anew, since its store is another one: nothing of what was told before need be true.
    case replaced
    case job(sequence: Int64, Job)
    /// The job is gone from the service.
    case forgotten(sequence: Int64, id: String)
    /// The stream ended or could not be opened; the next try is after `retryInSeconds`.
    case disconnected(ClientError, retryInSeconds: Double)
}
