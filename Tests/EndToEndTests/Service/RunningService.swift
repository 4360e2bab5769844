import API
import Client
import Foundation
import TestSupport
import Testing

/// A server process and a client of it, for one test.
struct RunningService {
    let server: ServerProcess
    let client: HTTPServiceClient
    let home: TemporaryFolder

    var url: String { server.address }

    /// Starts a service, runs `body`, and expects that it ends cleanly on SIGTERM.
    static func run(
        listen: String = "127.0.0.1:0", models: URL = Top5Program.models, arguments: [String] = [],
        environment: [String: String] = [:], at location: SourceLocation = #_sourceLocation,
        _ body: (RunningService) async throws -> Void
    ) async throws {
        let home = try TemporaryFolder("service")
        let server = try await ServerProcess.start(
            home: home, listen: listen, models: models, arguments: arguments, environment: environment)
        try await HTTPServiceClient.withClient(ServiceAddress(server.address), name: "tests") { client in
            try await body(RunningService(server: server, client: client, home: home))
        }
        let exit = try await server.stop()
        #expect(exit == .code(0), "\(server.log)", sourceLocation: location)
    }

    /// Submits a sample under its own name.
    func submit(_ sample: String, model: String? = nil, topK: Int? = nil) async throws -> Job {
        try await client.submit(
            ImageUpload(source: .file(path: Top5Program.sample(sample).path), name: sample, model: model, topK: topK))
    }

    /// The job once it is finished, polled; the events have tests of their own.
    func finished(_ id: String, within limit: Duration = .seconds(60)) async throws -> Job {
        var job: Job?
        let isFinished = try await Deadline.poll(within: limit) {
            let now = try await client.job(id)
            job = now
            return now.status.isFinished
        }
        guard isFinished, let job else {
            throw ChildProcess.Failure("job \(id) is still \(String(describing: job?.status)); log:\n\(server.log)")
        }
        return job
    }

    /// That the service still does its work: one more picture goes through.
    func expectItWorks(at location: SourceLocation = #_sourceLocation) async throws {
        let job = try await finished(try await submit("lemon.jpg").id)
        #expect(job.status == .succeeded, sourceLocation: location)
        #expect(job.prediction?.first?.label == "lemon", sourceLocation: location)
    }
}
