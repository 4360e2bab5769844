package import Foundation
package import Logging

/// Does the work of one attempt. Called on a worker slot; blocking work belongs on the handler's own threads.
package protocol JobHandler: Sendable {
    /// - Parameter report: call it when a step begins, from any thread: it never waits. It throws `CancellationError` when
    ///   the job was cancelled, the lease lost or the worker stopped, and the handler then stops.
    /// - Throws: `JobFailure` for a bad job; anything else counts as a retryable failure with code `INTERNAL`.
    func run(
        _ job: JobRecord, payload: Data,
        report: @escaping @Sendable (_ step: String, _ fraction: Double) throws -> Void
    ) async throws -> HandlerResult

    /// What every log line of the job's attempts says beside its id. Default: nothing.
    func logMetadata(of job: JobRecord) -> Logger.Metadata
}

extension JobHandler {
    package func logMetadata(of job: JobRecord) -> Logger.Metadata { [:] }
}

package struct HandlerResult: Sendable {
    package var result: Data
    /// A short text of the result to search in.
    package var summary: String

    package init(result: Data, summary: String) {
        self.result = result
        self.summary = summary
    }
}
