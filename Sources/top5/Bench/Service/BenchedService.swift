import EmbeddedServer
import Foundation

/// The service that is measured: one of our own on a temporary store, or one that runs somewhere.
struct BenchedService: Sendable {
    let target: LoadTarget
    /// nil for one that runs somewhere.
    let process: ServiceProcess?
    /// Goes with the last copy.
    private let scratch: ScratchFolder?

    /// One that runs.
    init(server: String) throws(CommandError) {
        (target, process, scratch) = (try LoadTarget(server), nil, nil)
    }

    /// A `top5 serve` of this program on an empty store.
    /// - Throws: `CommandError` where it does not start.
    init(arguments: [String]) async throws {
        let scratch = try ScratchFolder("bench")
        let process = try ServiceProcess(
            arguments: [
                "--listen", "127.0.0.1:0", "--state", scratch.file("state").path, "--log-level", "warning",
            ] + arguments, log: scratch.file("log"))
        target = try LoadTarget(try await process.address())
        (self.process, self.scratch) = (process, scratch)
    }

    /// The tutorial's stack.
    /// - Parameter folder: with its script `run`.
    init(peer folder: URL, port: Int) async throws {
        let scratch = try ScratchFolder("peer")
        let process = try ServiceProcess(
            program: folder.appending(path: "run").path, arguments: ["\(port)"], log: scratch.file("log"))
        target = try LoadTarget("http://127.0.0.1:\(port)")
        (self.process, self.scratch) = (process, scratch)
        let end = ContinuousClock.now + .seconds(120)
        while (try? LoadExchange.once(target, "GET", "/api/model/info"))?.status != 200 {
            guard ContinuousClock.now < end, !process.hasEnded else {
                throw CommandError("The tutorial's stack did not start (\(process.ending)).\n\(process.tail)")
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    var residentBytes: Int { process.map { ProcessTree.residentBytes(of: $0.id) } ?? 0 }

    /// - Throws: `CommandError` when it does not end as it should.
    func stop() async throws {
        if let process, let ending = try await process.stop() {
            throw CommandError("The service \(ending).\n\(process.tail)")
        }
    }
}
