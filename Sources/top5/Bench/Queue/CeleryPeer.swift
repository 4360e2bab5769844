import Foundation

/// Celery with a task that does nothing, measured by `bench/peers/celery/run` on a Redis of its own.
struct CeleryPeer: Codable, Sendable {
    var celery: String
    var redis: String
    var enqueuesPerSecond: Double
    var jobsPerSecond: Double

    /// - Parameter folder: after its `setup`.
    /// - Throws: `CommandError` with the end of what it said.
    static func measure(_ folder: URL, jobs: Int, scratch: URL) async throws -> CeleryPeer {
        let program = folder.appending(path: "run").path
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw CommandError("'\(program)' is not there; --peer is the folder bench/peers/celery.", status: 2)
        }
        let output = scratch.appending(path: "celery.json")
        let process = try ServiceProcess(
            program: program, arguments: [String(try BenchRedis.freePort()), String(jobs)], log: output)
        let end = ContinuousClock.now + .seconds(600)
        while !process.hasEnded {
            guard ContinuousClock.now < end else { throw CommandError("Celery is not done after 600 s.") }
            try await Task.sleep(for: .milliseconds(50))
        }
        let text = try String(contentsOf: output, encoding: .utf8)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let line = text.split(separator: "\n").last,
            let peer = try? decoder.decode(CeleryPeer.self, from: Data(line.utf8))
        else { throw CommandError("Celery gave no figures: \(text.suffix(600))") }
        return peer
    }
}
