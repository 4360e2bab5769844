import API
import EmbeddedServer
import Foundation
import NIOPosix

/// What a large store costs: a start, memory, filtered pages, and the queue's own steps.
struct StoreBench: Sendable {
    let jobs: Int
    /// Times of each measurement.
    let repeats: Int
    /// More options of `serve`.
    let serveArguments: [String]

    /// The pages that are asked for: what a person types, and what has to be looked through most of the store for.
    static let filters = [
        "", "state:succeeded", "state:failed", "state:failed,cancelled", "client:ci-3", "client:ci-41", "client:nobody",
        "model:mobilenet*", "model:nothing", "since:1h", "until:2020-01-01", "penguin", "IMG_77", StoreFilling.rareWord,
        "nowhere", "state:failed since:2h", "state:failed client:ci-3", "-state:succeeded penguin",
        "model:resnet50 client:ci-3 tabby",
    ]

    struct Page: Encodable, Sendable {
        var filter: String
        /// Milliseconds of a page of 50, over HTTP.
        var time: Spread
        var bytes: Int
    }

    struct Side: Encodable, Sendable {
        var jobs: Int
        var startMs: [Double] = []
        var residentBytes = 0
        var residentAfterPagesBytes = 0
        var pages: [Page] = []
        var submit = Spread([])
        var claim = Spread([])
        var finish = Spread([])
    }

    func run(in folder: ScratchFolder, note: @Sendable (String) -> Void) async throws -> [Side] {
        var sides: [Side] = []
        for (name, count) in [("empty", 0), ("full", jobs)] {
            let state = folder.file(name)
            try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
            let path = state.appending(path: "queue.sqlite").path
            do {
                try await StoreFilling(path: path, jobs: count).fill { done in
                    if done % 100_000 == 0 { note("\(done) jobs are in the store") }
                }
            } catch {
                throw CommandError("The store cannot be filled: \(error.description)")
            }
            // What the system still writes of the making would be measured as the queue's.
            sync()
            var side = Side(jobs: count)
            note("\(name) store: submitting, claiming, finishing")
            try await measureQueue(path, &side)
            note("\(name) store: starts, pages, memory")
            try await measureService(state, folder.file("\(name).log"), &side, isFull: count > 0)
            sides.append(side)
        }
        return sides
    }

    private func measureQueue(_ path: String, _ side: inout Side) async throws {
        do {
            let timing = try await StoreTiming.measure(path: path, count: 300)
            (side.submit, side.claim, side.finish) = (
                Spread(timing.submit), Spread(timing.claim), Spread(timing.finish)
            )
        } catch {
            throw CommandError("The store cannot be measured: \(error.description)")
        }
    }

    private func measureService(_ state: URL, _ log: URL, _ side: inout Side, isFull: Bool) async throws {
        var service: ServiceProcess?
        var address = ""
        for _ in 0..<5 {
            if let service { _ = try await service.stop() }
            try? FileManager.default.removeItem(at: log)
            let begun = ContinuousClock.now
            let next = try ServiceProcess(
                arguments: ["--listen", "127.0.0.1:0", "--state", state.path, "--log-level", "warning"]
                    + serveArguments, log: log)
            address = try await next.address()
            side.startMs.append((ContinuousClock.now - begun) / .milliseconds(1))
            service = next
        }
        guard let service else { return }
        let target = try LoadTarget(address)
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        let repeats = repeats
        do {
            try await threads.runIfActive { try Self.waitUntilReady(target) }
            side.residentBytes = ProcessTree.residentBytes(of: service.id)
            side.pages = try await threads.runIfActive {
                try Self.filters.map { try Self.page($0, target, repeats: repeats) }
            }
            side.residentAfterPagesBytes = ProcessTree.residentBytes(of: service.id)
        } catch {
            try await threads.shutdownGracefully()
            throw error
        }
        try await threads.shutdownGracefully()
        if let ending = try await service.stop() { throw CommandError("The service \(ending).\n\(service.tail)") }
    }

    static func waitUntilReady(_ target: LoadTarget) throws {
        let end = ContinuousClock.now + .seconds(60)
        var exchange = try LoadExchange(target)
        while try exchange.send("GET", "/readyz").status != 200 {
            guard ContinuousClock.now < end else { throw CommandError("The service is not ready after 60 s.") }
            usleep(10_000)
        }
    }

    private static func page(_ filter: String, _ target: LoadTarget, repeats: Int) throws -> Page {
        let query = filter.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let path = filter.isEmpty ? "\(Routes.jobs)?limit=50" : "\(Routes.jobs)?limit=50&q=\(query)"
        var exchange = try LoadExchange(target)
        var times: [Double] = []
        var bytes = 0
        let end = ContinuousClock.now + .seconds(10)
        repeat {
            let answer = try exchange.send("GET", path)
            guard answer.status == 200 else {
                throw CommandError("\(path) answered \(answer.status): \(String(decoding: answer.body, as: UTF8.self))")
            }
            times.append(answer.milliseconds)
            bytes = answer.body.count
        } while times.count < repeats && ContinuousClock.now < end
        return Page(filter: filter, time: Spread(times), bytes: bytes)
    }
}
