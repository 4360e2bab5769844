import API
import Client
import Foundation
import Testing

@testable import TUI

/// The list against a service that is simply an array: whatever comes in whatever order, the loaded lines are those that the
/// service would show.
@Suite("A hundred thousand jobs")
struct QueueModelTests {
    /// All jobs of the service, by id.
    private struct Service {
        var jobs: [String: Job] = [:]

        func list(_ order: JobOrder, _ filter: QueueFilter) -> [Job] {
            jobs.values.filter { filter.matches($0, at: Scene.noon) }.sorted {
                let (one, other) = (order.key(of: $0), order.key(of: $1))
                return order.isDescending ? other < one : one < other
            }
        }

        /// A page as the service gives it: the cursor is the last job's key.
        func page(_ request: JobsRequest) -> JobList {
            let order = request.query.sort.flatMap(JobOrder.init(rawValue:)) ?? .newest
            let all = list(order, QueueFilter(request.query.filter))
            var rest = all[...]
            if let cursor = request.query.cursor {
                let parts = cursor.split(separator: "/")
                let key = ListKey(time: Int64(parts[0]) ?? 0, id: String(parts[1]))
                rest = all.drop { job in
                    let own = order.key(of: job)
                    return order.isDescending ? own >= key : own <= key
                }
            }
            let jobs = Array(rest.prefix(request.query.limit))
            let next = jobs.last.map(order.key(of:)).map { "\($0.time)/\($0.id)" }
            return JobList(jobs: jobs, nextCursor: rest.count > jobs.count ? next : nil, total: all.count)
        }
    }

    private func job(_ number: Int, _ status: JobStatus, revision: Int) -> Job {
        var job = Fixtures.job(number, "img\(number % 97)-\(number).jpg", status, revision: revision)
        if status.isFinished {
            job.finishedAt = Scene.noon.addingTimeInterval(Double((number &* 7919 &+ revision &* 31) % 50_000) / 10)
        }
        return job
    }

    private func answer(_ scene: inout Scene, _ service: Service, from first: inout Int) {
        while first < scene.effects.count {
            let effect = scene.effects[first]
            first += 1
            switch effect {
            case .loadJobs(let request): scene.send(.jobs(request, .success(service.page(request))))
            case .queue(.loadJob(let id)):
                if let job = service.jobs[id] { scene.send(.queue(.job(id, .success(job)))) }
            default: break
            }
        }
    }

    /// The loaded lines are a stretch of the service's list, and its end; where they stand is known to the line as long as
    /// nothing can change unseen.
    private func check(_ scene: Scene, _ service: Service, _ step: String) {
        let queue = scene.model.queue
        let expected = service.list(queue.order, QueueFilter(queue.filter))
        let isExact = queue.skipped == 0 || queue.filter.isEmpty && !queue.order.isByFinish
        #expect(queue.total == expected.count, "\(step)")
        if isExact { #expect(queue.lineCount == expected.count, "\(step)") }
        let hole = queue.hole
        let head = (queue.skipped..<hole.lowerBound).compactMap { queue.id(at: $0) }
        let tail = (hole.upperBound..<max(hole.upperBound, queue.lineCount)).compactMap { queue.id(at: $0) }
        #expect(head.count + tail.count == queue.count, "\(step)")
        let start = head.first.flatMap { first in expected.firstIndex { $0.id == first } } ?? 0
        if isExact { #expect(start == queue.skipped || head.isEmpty, "\(step)") }
        #expect(expected.dropFirst(start).prefix(head.count).map(\.id) == head, "\(step): the head")
        #expect(expected.suffix(tail.count).map(\.id) == tail, "\(step): the tail")
        let states = (head + tail).filter { queue.job($0)?.status != service.jobs[$0]?.status }
        #expect(states.isEmpty, "\(step): states")
        let lines = (head + tail).filter { id in queue.line(of: id).map { queue.id(at: $0) } != id }
        #expect(lines.isEmpty, "\(step): lines and ids for each other")
    }

    @Test(
        "Random keys, events and pages in every order and filter", .onOwnThread, arguments: JobOrder.allCases,
        ["", "state:failed,queued -img7"])
    func random(order: JobOrder, filter: String) {
        var chance = Chance(state: 0xABCD ^ UInt64(filter.utf8.count))
        var service = Service()
        for number in 0..<900 {
            let status = JobStatus.allCases.randomElement(using: &chance) ?? .queued
            let job = job(number, status, revision: 2)
            service.jobs[job.id] = job
        }
        var scene = Scene()
        var answered = 0
        scene.goLive()
        scene.focusQueue()
        scene.effects = []
        // So few that pages are let go and come back.
        scene.model.queue.limit = 150
        scene.effects += Update.startList(filter: filter, order: order, &scene.model)
        answer(&scene, service, from: &answered)
        var next = 900
        for step in 0..<400 {
            switch Int.random(in: 0..<10, using: &chance) {
            case 0..<3:
                let keys: [Key] = [
                    .character("G"), .home, .pageDown, .pageUp, .down, .up, .character("n"), .pageDown,
                ]
                if let key = keys.randomElement(using: &chance) {
                    for _ in 0..<(key == .pageDown || key == .pageUp ? 12 : 1) {
                        scene.press(key)
                        answer(&scene, service, from: &answered)
                    }
                }
                if scene.model.prompt != nil { scene.press(.escape) }
            case 3..<5:
                let job = job(next, .queued, revision: 1)
                next += 1
                service.jobs[job.id] = job
                scene.send(.follower(.job(sequence: Int64(step), job)))
            case 5..<9:
                guard let old = service.jobs.values.randomElement(using: &chance) else { break }
                let status = JobStatus.allCases.randomElement(using: &chance) ?? .queued
                var job = job(step, status, revision: old.revision + 1)
                job.id = old.id
                job.image.name = old.image.name
                service.jobs[job.id] = job
                scene.send(.follower(.job(sequence: Int64(step), job)))
            default:
                guard let gone = service.jobs.keys.randomElement(using: &chance) else { break }
                service.jobs[gone] = nil
                scene.send(.follower(.forgotten(sequence: Int64(step), id: gone)))
            }
            scene.pass(1.1)
            scene.send(.wake)
            answer(&scene, service, from: &answered)
            scene.pass(1.1)
            scene.send(.wake)
            answer(&scene, service, from: &answered)
            if step.isMultiple(of: 40) { check(scene, service, "step \(step)") }
        }
        check(scene, service, "at the end")
    }

    @Test("All of a hundred thousand lines are loaded, kept in order, and small", .onOwnThread)
    func hundredThousand() {
        let count = 100_000
        var scene = Scene()
        scene.model.queue.limit = 2 * count
        scene.goLive(jobs: [], total: count, cursor: nil)
        scene.focusQueue()
        scene.effects = []
        scene.effects += Update.startList(filter: "", order: .newest, &scene.model)
        var sent = 0
        while sent < count {
            let page = (sent..<min(sent + 500, count)).map {
                job(count - $0, $0 % 3 == 0 ? .failed : .succeeded, revision: 2)
            }
            sent += page.count
            guard let request = scene.jobsRequest else { break }
            let list = JobList(jobs: page, nextCursor: sent < count ? "\(sent)" : nil, total: count)
            scene.send(.jobs(request, .success(list)))
            if scene.model.queue.nextCursor != nil {
                scene.effects = [
                    .loadJobs(
                        JobsRequest(
                            purpose: .more, generation: scene.model.queue.generation,
                            query: JobListQuery(cursor: "\(sent)")))
                ]
            }
        }
        #expect(scene.model.queue.count == count && scene.model.queue.isComplete)
        scene.press(.end)
        #expect(scene.model.queue.selectedLine == count - 1)
        scene.press(.home)
        #expect(scene.model.queue.selectedLine == 0)
        // Events in the middle, at the top, and of jobs that go.
        for number in 1...300 {
            scene.send(.follower(.job(sequence: Int64(number), job(number * 300, .running, revision: 3))))
            scene.send(.follower(.job(sequence: Int64(number), job(count + number, .queued, revision: 1))))
            scene.send(.follower(.forgotten(sequence: Int64(number), id: Fixtures.id(number * 300 - 1))))
        }
        #expect(scene.model.queue.count == count && scene.model.queue.total == count)
        #expect(scene.model.queue.job(at: 0)?.id == Fixtures.id(count + 300))
        #expect(scene.model.queue.line(of: Fixtures.id(300 * 300 - 1)) == nil)
        #expect(scene.model.queue.job(Fixtures.id(300))?.status == .running)
        let wholes = (0..<count).count { scene.model.queue.id(at: $0).map(scene.model.queue.isWhole) == true }
        #expect(wholes <= 2 * RecentJobs.limit)
        // The word of one line in a hundred thousand.
        let found = scene.model.queue.find("-777.jpg", from: 0, .forward)
        #expect(found == .line(scene.model.queue.line(of: Fixtures.id(777)) ?? -1, wrapped: false))
        #expect(scene.screen.contains("img"))
    }

    @Test("Scrolled through to its end, no more lines are kept than should be, and the way back is there", .onOwnThread)
    func bounded() {
        var service = Service()
        for number in 0..<3_000 {
            let job = job(number, .succeeded, revision: 2)
            service.jobs[job.id] = job
        }
        var scene = Scene()
        scene.model.queue.limit = 500
        var answered = 0
        scene.goLive()
        scene.focusQueue()
        scene.effects = []
        scene.effects += Update.startList(filter: "", order: .newest, &scene.model)
        answer(&scene, service, from: &answered)
        var most = 0
        for _ in 0..<400 where scene.model.queue.selectedLine != 2_999 {
            scene.press(.pageDown)
            answer(&scene, service, from: &answered)
            most = max(most, scene.model.queue.count)
        }
        #expect(scene.model.queue.selectedLine == 2_999)
        #expect(most <= 700)
        #expect(scene.model.queue.skipped > 2_000)
        check(scene, service, "at the end")
        for _ in 0..<400 where scene.model.queue.selectedLine != 0 {
            scene.press(.pageUp)
            answer(&scene, service, from: &answered)
            #expect(scene.model.queue.selectedJob != nil)
        }
        #expect(scene.model.queue.selectedLine == 0 && scene.model.queue.skipped == 0)
        check(scene, service, "back at the top")
        // A word far below is found, and gg leads back.
        scene.type("f")
        scene.type("-7.jpg")
        scene.press(.enter)
        answer(&scene, service, from: &answered)
        #expect(scene.model.queue.selectedJob?.id == Fixtures.id(7))
        #expect(scene.model.queue.count <= 1_100)
        scene.type("gg")
        scene.pass(2)
        scene.send(.wake)
        answer(&scene, service, from: &answered)
        #expect(scene.model.queue.selectedLine == 0 && scene.model.queue.skipped == 0)
        check(scene, service, "at the top again")
    }
}
