import API
import Jobs

/// One-time moves between stores, for an operator.
package enum StoreTransfer {
    /// What a copy came to.
    package struct Report: Sendable {
        package var copied: Int
        /// Were there already.
        package var known: Int
        /// Were there already and have changed since.
        package var goneOn: Int
        /// Ids of jobs that are not the same on both sides, ten at most.
        package var different: [String]
        /// Of what has to be the same on both sides, in 16 hexadecimal digits.
        package var sums: (source: String, target: String)
    }

    /// Copies a queue, on which no worker works, from one store into another.
    /// - Parameter note: called after each step with the jobs so far.
    /// - Throws: `ServiceError`: `STORE_IN_USE`, `STORE_UNAVAILABLE`.
    package static func copy(
        from source: QueueAddress, to target: QueueAddress, note: (Int) -> Void
    ) async throws(ServiceError) -> Report {
        do throws(JobError) {
            let outcome = try await QueueCopy.run(from: place(source), to: place(target)) { note($0.jobs) }
            return Report(
                copied: outcome.copied, known: outcome.known, goneOn: outcome.goneOn,
                different: outcome.different.map(\.rawValue),
                sums: (digits(outcome.sourceSum), digits(outcome.targetSum)))
        } catch {
            throw ServiceError(error)
        }
    }

    private static func place(_ address: QueueAddress) -> QueueCopy.Place {
        switch address.place {
        case .file(let path): .file(path)
        case .redis(let url): .redis(url)
        }
    }

    private static func digits(_ sum: UInt64) -> String {
        let text = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
