/// What a slot of a worker has brought to an end since the worker was made.
package struct SlotTally: Sendable, Equatable {
    /// Successes, failures and cancellations.
    package var done = 0
    package var failed = 0
}
