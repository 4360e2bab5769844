import API
import Client
import Foundation
import Testing

@testable import TUI

/// The screens that watch, as text.
@Suite("Stats screen")
struct StatsScreenTests {
    static let sizes = [
        Size(rows: 5, columns: 20), Size(rows: 10, columns: 40), Size(rows: 24, columns: 80),
        Size(rows: 40, columns: 120), Size(rows: 60, columns: 200),
    ]

    /// Five minutes of work: it rises, fails now and then, and is interrupted once.
    static func busy(_ size: Size, unicode: Bool = true) -> Scene {
        var scene = Scene(rows: size.rows, columns: size.columns, unicode: unicode)
        scene.goLive(jobs: Fixtures.everyState, total: 1247, cursor: "more")
        var number = 100
        for second in 0..<290 {
            scene.pass(1)
            if (120..<150).contains(second) {
                if second == 120 {
                    scene.send(.follower(.disconnected(ClientError(.unreachable, "gone"), retryInSeconds: 3)))
                }
                continue
            }
            if second == 150 { scene.send(.follower(.live)) }
            for part in 0..<(1 + second / 40) {
                number += 1
                let isBad = (number + part).isMultiple(of: 23)
                var job = Fixtures.job(number, "a.jpg", isBad ? .failed : .succeeded, revision: 4)
                job.timingsMs.inferring = 8 + Double((second * 7 + part * 13) % 29)
                scene.send(.follower(.job(sequence: Int64(number), job)))
            }
            if second.isMultiple(of: 10) {
                var stats = Fixtures.stats
                stats.depth["queued"] = 4 + (second * 3) % 40
                stats.depth["running"] = 1 + second % 2
                stats.uptimeSeconds = 3600 + Double(second)
                scene.send(.stats(.success(stats)))
            }
        }
        scene.press(.character("2"))
        scene.send(.workers(.success(Self.workers)))
        return scene
    }

    static let workers = WorkerList(
        workers: [
            WorkerInfo(
                name: "embedded/2", jobID: Fixtures.id(6), model: "mobilenet-v2@1", step: .inferring,
                since: Scene.noon.addingTimeInterval(289.1), lastHeartbeat: Scene.noon.addingTimeInterval(289.1),
                leaseExpiresAt: Scene.noon.addingTimeInterval(319.1), done: 611, failed: 2, version: "0.1.0"),
            WorkerInfo(name: "embedded/1", done: 593, failed: 1, version: "0.1.0"),
            WorkerInfo(
                name: "embedded/10", jobID: Fixtures.id(5), model: "mobilenet-v2@1",
                since: Scene.noon.addingTimeInterval(250), lastHeartbeat: Scene.noon.addingTimeInterval(265),
                leaseExpiresAt: Scene.noon.addingTimeInterval(295), done: 1204, failed: 31, version: "0.1.0"),
        ], isPaused: false)

    @Test("Five minutes of work", arguments: sizes)
    func stats(size: Size) throws {
        try Snapshot.check("stats", Self.busy(size))
    }

    @Test("A service that has just been met", arguments: sizes)
    func empty(size: Size) throws {
        var scene = Scene(rows: size.rows, columns: size.columns)
        scene.goLive()
        scene.press(.character("2"))
        scene.send(.workers(.success(WorkerList(workers: [], isPaused: true))))
        try Snapshot.check("stats-empty", scene)
    }

    /// A quiet worker, one that drains with a job left, one that has yet to hear that it shall be quiet.
    static let told = WorkerList(
        workers: [
            WorkerInfo(
                name: "gpu-2:77/1", jobID: Fixtures.id(6), model: "mobilenet-v2@1", step: .inferring,
                since: Scene.noon.addingTimeInterval(289.1), lastHeartbeat: Scene.noon.addingTimeInterval(289.1),
                leaseExpiresAt: Scene.noon.addingTimeInterval(319.1), done: 611, failed: 2, version: "0.1.0",
                member: "gpu-2:77"),
            WorkerInfo(name: "embedded/1", done: 593, failed: 1, version: "0.1.0", member: "embedded"),
            WorkerInfo(name: "gpu-1:12/1", done: 71, failed: 0, version: "0.1.0", member: "gpu-1:12"),
            WorkerInfo(name: "gpu-3:5/1", done: 7, failed: 0, version: "0.1.0", member: "gpu-3:5"),
        ], isPaused: false,
        members: [
            WorkerMember(
                name: "embedded", version: "0.1.0", models: ["m@1"], duty: "working", slots: 1, isOfService: true),
            WorkerMember(name: "gpu-1:12", version: "0.1.0", models: ["m@1"], duty: "quiet", slots: 1),
            WorkerMember(name: "gpu-2:77", version: "0.1.0", models: ["m@1"], duty: "draining", slots: 1),
            WorkerMember(
                name: "gpu-3:5", version: "0.1.0", models: ["m@1"], duty: "working", wanted: "quiet", slots: 1),
        ])

    @Test("Workers that were told to be quiet or to drain", arguments: sizes)
    func told(size: Size) throws {
        var scene = Self.busy(size)
        scene.send(.follower(.live))
        scene.send(.workers(.success(Self.told)))
        scene.press(.tab, .tab, .tab, .tab, .down)
        try Snapshot.check("stats-told", scene)
    }

    @Test("One pane enlarged, and in ASCII")
    func enlarged() throws {
        var scene = Self.busy(Size(rows: 24, columns: 80))
        scene.press(.tab, .enter)
        try Snapshot.check("stats-latency", scene)
        var plain = Self.busy(Size(rows: 24, columns: 80), unicode: false)
        plain.send(.wake)
        #expect(plain.screen.utf8.allSatisfy { $0 < 0x80 })
        try Snapshot.check("stats-ascii", plain)
    }
}

@Suite("Log screen")
struct LogScreenTests {
    static func busy(_ size: Size) -> Scene {
        var scene = Scene(rows: size.rows, columns: size.columns)
        scene.goLive(jobs: Fixtures.everyState)
        for (number, job) in Fixtures.everyState.reversed().enumerated() {
            scene.pass(1)
            var job = job
            job.revision = 9
            scene.send(.follower(.job(sequence: Int64(number), job)))
        }
        scene.send(.follower(.forgotten(sequence: 20, id: Fixtures.id(2))))
        scene.send(.follower(.disconnected(ClientError(.unreachable, "127.0.0.1:8080 ended."), retryInSeconds: 3)))
        scene.pass(42)
        scene.send(.follower(.job(sequence: 21, Fixtures.job(6, "dog.jpg", .succeeded, revision: 12))))
        scene.send(.follower(.live))
        scene.press(.character("3"))
        return scene
    }

    @Test("Every kind of event", arguments: StatsScreenTests.sizes)
    func log(size: Size) throws {
        try Snapshot.check("log", Self.busy(size))
    }

    @Test("Nothing has happened yet, and a filter without a match")
    func empty() throws {
        var scene = Scene()
        scene.press(.character("3"))
        try Snapshot.check("log-empty", scene)
        var filtered = Self.busy(Size(rows: 24, columns: 80))
        filtered.type("/failed -dog")
        filtered.press(.enter)
        try Snapshot.check("log-filtered", filtered)
    }
}
