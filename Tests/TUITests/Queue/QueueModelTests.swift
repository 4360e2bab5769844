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

    /// The loaded lines, from the head and from the tail, hold against the service's list.
    private func check(_ scene: Scene, _ service: Service, _ step: String) {
        let queue = scene.model.queue
        let expected = service.list(queue.order, QueueFilter(queue.filter))
        let hole = queue.hole
        #expect(queue.total == expected.count, "\(step)")
        #expect(queue.lineCount == expected.count, "\(step)")
        guard queue.lineCount == expected.count else { return }
        var wrong = 0
        for line in 0..<queue.lineCount {
            let id = queue.id(at: line)
            if hole.contains(line) {
                if id != nil { wrong += 1 }
            } else {
                if id != expected[line].id || queue.job(at: line)?.status != expected[line].status { wrong += 1 }
                if queue.line(of: expected[line].id) != line { wrong += 1 }
            }
        }
        #expect(wrong == 0, "\(step): lines that are not the service's")
    }

    @Test(
        "Random keys, events and pages in every order and filter", arguments: JobOrder.allCases,
        ["", "state:failed,queued -img7"])
    func random(order: JobOrder, filter: String) async {
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
        scene.effects = scene.effects.filter { _ in false }
        scene.effects += Update.startList(filter: filter, order: order, &scene.model)
        answer(&scene, service, from: &answered)
        var next = 900
        for step in 0..<400 {
            if step.isMultiple(of: 20) { await Task.yield() }
            switch Int.random(in: 0..<10, using: &chance) {
            case 0..<3:
                let keys: [Key] = [
                    .character("G"), .home, .pageDown, .pageUp, .down, .up, .character("n"), .pageDown,
                ]
                if let key = keys.randomElement(using: &chance) { scene.press(key) }
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

    @Test("All of a hundred thousand lines are loaded, kept in order, and small")
    func hundredThousand() async {
        let count = 100_000
        var scene = Scene()
        scene.goLive(jobs: [], total: count, cursor: nil)
        scene.focusQueue()
        scene.effects = []
        scene.effects += Update.startList(filter: "", order: .newest, &scene.model)
        var sent = 0
        while sent < count {
            if sent.isMultiple(of: 5_000) { await Task.yield() }
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
}
