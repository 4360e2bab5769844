import API
import Client
import Foundation
import Testing

@testable import TUI

@Suite("Screens, log and stats")
struct WatchingUpdateTests {
    private func happened(_ count: Int, in scene: inout Scene) {
        for number in 1...count {
            scene.send(
                .follower(.job(sequence: Int64(number), Fixtures.job(number, "\(number).jpg", .succeeded, revision: 3)))
            )
        }
    }

    @Test("1, 2 and 3 change the screen from anywhere, q and Esc lead back, and the picker stays as it was")
    func screens() {
        var scene = Scene()
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.type("jj")
        let cursor = scene.model.files.cursor
        scene.type("2")
        #expect(scene.model.keyContext == .stats)
        #expect(scene.screen.contains("Latency"))
        scene.type("3")
        #expect(scene.model.keyContext == .log)
        scene.type("?1")
        #expect(scene.model.keyContext == .files && scene.model.overlay == nil)
        scene.type("3q")
        #expect(scene.model.screen == .main && !scene.model.hasQuit)
        scene.type("2")
        scene.press(.escape)
        #expect(scene.model.screen == .main)
        #expect(scene.model.files.cursor == cursor)
    }

    @Test("A key of the first screen does nothing on another, and says where it works")
    func elsewhere() {
        var scene = Scene()
        scene.goLive(jobs: [Fixtures.job(1, "cat.jpg")])
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.type("3")
        let effects = scene.type("sx")
        #expect(!effects.contains { if case .act = $0 { true } else { false } })
        #expect(scene.model.uploads.outcomes.isEmpty)
    }

    @Test("The log follows; moving up holds it, G and f follow again")
    func following() {
        var scene = Scene()
        scene.goLive()
        happened(60, in: &scene)
        scene.type("3")
        #expect(scene.screen.contains("following") && scene.screen.contains("60.jpg"))
        scene.type("k")
        #expect(!scene.model.log.isFollowing)
        let before = scene.model.log.offset
        happened(5, in: &scene)
        #expect(scene.model.log.offset == before)
        #expect(scene.screen.contains("held, 5 new below"))
        scene.type("G")
        #expect(scene.model.log.isFollowing && scene.model.log.unseen == 0)
        scene.type("f")
        #expect(!scene.model.log.isFollowing)
        scene.type("gg")
        #expect(scene.model.log.selectedLine == 0)
        scene.type("f")
        #expect(scene.screen.contains("following"))
    }

    @Test("The log is bounded, and the line under the cursor stays under it while the oldest go")
    func bounded() {
        var scene = Scene()
        scene.goLive()
        happened(EventLog.capacity - 10, in: &scene)
        scene.type("3k")
        let selected = scene.model.log.current?.id
        happened(EventLog.capacity / 2, in: &scene)
        #expect(scene.model.log.count <= EventLog.capacity)
        #expect(scene.model.log.current?.id == selected)
    }

    @Test("The filter takes words and leaves others out, also of what comes later")
    func filter() {
        var scene = LogScreenTests.busy(Size(rows: 24, columns: 80))
        scene.type("/failed")
        #expect(
            (0..<scene.model.log.count).allSatisfy {
                scene.model.log.entry(at: $0)?.kind == .job(.failed, step: .decoding)
            })
        scene.press(.enter)
        let count = scene.model.log.count
        scene.send(.follower(.job(sequence: 90, Fixtures.job(50, "new.jpg", .succeeded, revision: 2))))
        #expect(scene.model.log.count == count)
        scene.send(.follower(.job(sequence: 91, Fixtures.job(51, "bad.jpg", .failed, revision: 2))))
        #expect(scene.model.log.count == count + 1)
        scene.press(.escape)
        #expect(scene.model.log.filter.isEmpty && scene.model.screen == .log)
    }

    @Test("Enter opens the job of a line: at once where it is known, else after asking")
    func opening() throws {
        var scene = Scene()
        scene.goLive(jobs: [Fixtures.job(1, "cat.jpg")])
        scene.send(.follower(.job(sequence: 1, Fixtures.job(1, "cat.jpg", .succeeded, revision: 4))))
        scene.type("3")
        scene.press(.enter)
        #expect(scene.model.overlay == .job(id: Fixtures.id(1), scroll: 0))
        scene.press(.escape)
        scene.model.queue.remove(Fixtures.id(1))
        scene.model.opened = nil
        let effects = scene.press(.enter)
        #expect(effects.contains(.loadJob(Fixtures.id(1))))
        scene.send(.job(Fixtures.id(1), .failure(ClientError(.refused(status: 410, code: "EXPIRED"), "It is gone."))))
        #expect(scene.screen.contains("EXPIRED: It is gone."))
        scene.send(.job(Fixtures.id(1), .success(Fixtures.job(1, "cat.jpg", .succeeded, revision: 4))))
        #expect(scene.model.overlay == .job(id: Fixtures.id(1), scroll: 0))
    }

    @Test("Workers are asked for only while they are seen, more often while something happens")
    func workers() {
        var scene = Scene()
        let isQuiet = !scene.goLiveAndCount(.loadWorkers)
        #expect(isQuiet)
        #expect(scene.type("2").contains(.loadWorkers))
        scene.send(.workers(.success(StatsScreenTests.workers)))
        scene.pass(2)
        #expect(!scene.send(.wake).contains(.loadWorkers))
        scene.pass(3.1)
        #expect(scene.send(.wake).contains(.loadWorkers))
        scene.send(.workers(.failure(ClientError(.refused(status: 403, code: "FORBIDDEN"), "Not for you."))))
        #expect(scene.screen.contains("FORBIDDEN: Not for you."))
        scene.send(.follower(.job(sequence: 1, Fixtures.job(1, "a.jpg", .succeeded, revision: 3))))
        scene.pass(1.1)
        #expect(scene.send(.wake).contains(.loadWorkers))
    }

    @Test("The past is asked for once; what events have told meanwhile is not counted twice")
    func seeding() throws {
        var scene = Scene()
        scene.send(.follower(.connecting))
        let effects = scene.send(.follower(.live))
        let query = try #require(
            effects.lazy.compactMap { if case .loadHistory(let query) = $0 { query } else { nil } }.first)
        #expect(query.sort == "-finished" && query.limit == 500)
        let known = Fixtures.job(1, "a.jpg", .succeeded, revision: 3)
        scene.send(.follower(.job(sequence: 1, known)))
        let past = (1...20).map { Fixtures.job($0, "a.jpg", .succeeded, revision: 3) }
        scene.send(.history(.success(JobList(jobs: past, nextCursor: nil, total: 20))))
        // A point of these has three seconds, and the one under way is not among them.
        scene.pass(3)
        let points = scene.model.statsScreen.history.points(.fiveMinutes, most: 100, at: scene.now)
        #expect(points.reduce(0) { $0 + ($1.ends[.succeeded] ?? 0) } == 20)
        scene.send(.follower(.disconnected(ClientError(.unreachable, "gone"), retryInSeconds: 1)))
        #expect(!scene.send(.follower(.live)).contains { if case .loadHistory = $0 { true } else { false } })
    }

    @Test("A job's end counts once, however often it is told; a retry counts again")
    func once() {
        var scene = Scene()
        scene.goLive()
        for revision in [3, 3, 3] {
            scene.send(.follower(.job(sequence: 1, Fixtures.job(1, "a.jpg", .failed, revision: revision))))
        }
        scene.send(.follower(.job(sequence: 2, Fixtures.job(1, "a.jpg", .failed, revision: 7))))
        scene.pass(2)
        let points = scene.model.statsScreen.history.points(.minute, most: 60, at: scene.now)
        #expect(points.reduce(0) { $0 + ($1.ends[.failed] ?? 0) } == 2)
    }

    @Test("Ranges go from a minute to a day and say where they end; Enter enlarges a pane, Esc takes that back first")
    func ranges() {
        var scene = StatsScreenTests.busy(Size(rows: 24, columns: 80))
        #expect(scene.screen.contains("last 5 min"))
        scene.type("[[")
        #expect(scene.model.statsScreen.range == .minute)
        #expect(scene.screen.contains("1 min is the shortest time."))
        scene.type("]]]]]]")
        #expect(scene.model.statsScreen.range == .day)
        scene.press(.enter)
        #expect(scene.model.statsScreen.isEnlarged)
        scene.press(.escape)
        #expect(!scene.model.statsScreen.isEnlarged && scene.model.screen == .stats)
        scene.press(.tab, .tab, .tab, .tab)
        #expect(scene.model.statsScreen.focus == .workers)
    }

    @Test("The worker under the cursor is quieted at once and drained after a question; the cursor stays with its slot")
    func tellingWorkers() {
        var scene = StatsScreenTests.busy(Size(rows: 40, columns: 120))
        scene.type("p")
        #expect(scene.model.note?.text.contains("go to the workers") == true)
        scene.press(.tab, .tab, .tab, .tab)
        scene.type("p")
        #expect(
            scene.model.note?.text.contains("no worker under the cursor") == true, "an older service has no members")
        let own = WorkerMember(
            name: "embedded", version: "0.1.0", models: ["m@1"], duty: "working", slots: 1, isOfService: true)
        let remote = WorkerMember(name: "host:7", version: "0.1.0", models: ["m@1"], duty: "working", slots: 2)
        var list = WorkerList(
            workers: [
                WorkerInfo(name: "embedded/1", done: 1, failed: 0, version: "0.1.0", member: "embedded"),
                WorkerInfo(name: "host:7/1", done: 3, failed: 0, version: "0.1.0", member: "host:7"),
                WorkerInfo(name: "host:7/2", done: 2, failed: 1, version: "0.1.0", member: "host:7"),
            ], isPaused: false, members: [own, remote])
        scene.send(.workers(.success(list)))
        scene.type("D")
        #expect(scene.model.note?.text.contains("part of a service") == true)
        #expect(scene.type("p").contains(.queue(.tellWorker("embedded", .quiet))))
        scene.press(.down, .down)
        #expect(scene.model.selectedSlot?.name == "host:7/2")
        list.workers.insert(WorkerInfo(name: "host:10/1", member: "host:10"), at: 0)
        list.workers.insert(WorkerInfo(name: "host:3/1", member: "host:3"), at: 0)
        scene.send(.workers(.success(list)))
        #expect(scene.model.selectedSlot?.name == "host:7/2")
        #expect(scene.type("p").contains(.queue(.tellWorker("host:7", .quiet))))
        var told = remote
        told.wanted = "quiet"
        #expect(scene.send(.queue(.workerTold(.quiet, .success(told)))).contains(.loadWorkers))
        #expect(scene.screen.contains("1 quiet") && scene.screen.contains("p lets it go on"))
        #expect(scene.type("p").contains(.queue(.tellWorker("host:7", .resume))))
        #expect(!scene.type("D").contains { if case .queue = $0 { true } else { false } })
        #expect(scene.screen.contains("Drain host:7?"))
        scene.type("n")
        #expect(scene.model.overlay == nil)
        scene.type("D")
        #expect(scene.type("y").contains(.queue(.tellWorker("host:7", .drain))))
        told.wanted = "draining"
        scene.send(.queue(.workerTold(.drain, .success(told))))
        scene.type("p")
        #expect(scene.model.note?.text.contains("drains already") == true)
        let refusal = ClientError(.refused(status: 403, code: "FORBIDDEN"), "Not for a viewer.")
        scene.send(.queue(.workerTold(.quiet, .failure(refusal))))
        #expect(scene.screen.contains("Only an operator"))
    }

    @Test("A still stats screen asks for nothing but the workers, and has no timer of its own")
    func still() {
        var scene = Scene()
        scene.goLive()
        scene.pass(60)
        // What was asked for while the service had not answered yet.
        scene.send(.wake)
        #expect(scene.model.wakeAt == nil)
        scene.type("2")
        scene.send(.workers(.success(WorkerList(workers: [], isPaused: false))))
        let wake = scene.model.wakeAt.map { $0.timeIntervalSince(scene.now) } ?? 0
        #expect(wake > 4)
    }
}

extension Scene {
    fileprivate mutating func goLiveAndCount(_ effect: Effect) -> Bool {
        goLive()
        return effects.contains(effect)
    }
}
