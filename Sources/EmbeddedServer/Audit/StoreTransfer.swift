import API
import Jobs

/// One-time moves between stores, for an operator.
package enum StoreTransfer {
    /// Copies a queue in a file, which no process works on, into one in Redis.
    /// - Parameter note: called after each step with the jobs so far.
    /// - Returns: how many were copied, and how many were there already.
    /// - Throws: `ServiceError`.
    package static func copy(
        from source: QueueAddress, to target: QueueAddress, note: (Int) -> Void
    ) async throws(ServiceError) -> (copied: Int, known: Int) {
        guard case .file(let path) = source.place, case .redis(let url) = target.place else {
            throw ServiceError(
                .invalidRequest, "A queue is copied from a file (sqlite:PATH) into Redis (redis://…) only.")
        }
        do throws(JobError) {
            let outcome = try await QueueCopy.run(from: path, to: url) { note($0.copied + $0.known) }
            return (outcome.copied, outcome.known)
        } catch {
            throw ServiceError(error)
        }
    }
}
