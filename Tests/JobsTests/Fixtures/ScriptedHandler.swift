import Foundation
import Jobs

/// A handler whose work a test writes, and that says what it starts.
struct ScriptedHandler: JobHandler {
    typealias Report = @Sendable (_ step: String, _ fraction: Double) throws -> Void

    private let script: @Sendable (JobRecord, Data, Report) async throws -> HandlerResult
    private let announce: AsyncStream<JobRecord>.Continuation
    /// The jobs in the order in which work on them began.
    let started: AsyncStream<JobRecord>

    init(_ script: @escaping @Sendable (JobRecord, Data, Report) async throws -> HandlerResult) {
        self.script = script
        (started, announce) = AsyncStream.makeStream()
    }

    func run(_ job: JobRecord, payload: Data, report: @escaping Report) async throws -> HandlerResult {
        announce.yield(job)
        return try await script(job, payload, report)
    }

    /// Waits for the next start.
    func next() async -> JobRecord? {
        for await job in started { return job }
        return nil
    }
}

extension HandlerResult {
    static let done = HandlerResult(result: Data("{}".utf8), summary: "done")
}
