import API
import Client
import Testing

@testable import TUI

@Suite("The queue")
struct QueueUpdateTests {
    private func live(_ jobs: [Job], total: Int? = nil, cursor: String? = nil) -> Scene {
        var scene = Scene()
        scene.goLive(jobs: jobs, total: total, cursor: cursor)
        scene.focusQueue()
        return scene
    }

    private func jobs(_ range: Range<Int>) -> [Job] { range.reversed().map { Fixtures.job($0, "img\($0).jpg") } }

    @Test("Snapshots are merged by revision: an old one changes nothing")
    func revisions() {
        var scene = live([Fixtures.job(1, "cat.jpg", .running, revision: 3)])
        scene.send(.follower(.job(sequence: 1, Fixtures.job(1, "cat.jpg", .succeeded, revision: 6))))
        scene.send(.follower(.job(sequence: 2, Fixtures.job(1, "cat.jpg", .running, revision: 4))))
        #expect(scene.model.queue.job(at: 0)?.status == .succeeded)
        #expect(scene.model.queue.count == 1)
    }

    @Test("New jobs come in on top, and the selection stays with its job")
    func selection() {
        var scene = live(jobs(0..<5))
        scene.press(.down, .down)
        let selected = scene.model.queue.selected
        for number in 5..<30 { scene.send(.follower(.job(sequence: Int64(number), jobs(number..<number + 1)[0]))) }
        #expect(scene.model.queue.selected == selected)
        #expect(scene.model.queue.job(at: 0)?.image.name == "img29.jpg")
        #expect(scene.model.queue.selectedLine == 27)
        let rows = scene.model.layout.queueRows
        #expect((scene.model.queue.offset..<scene.model.queue.offset + rows).contains(27))
        #expect(scene.model.queue.total == 30)
    }

    @Test("The next page is asked for before the end is reached, once")
    func paging() throws {
        var scene = live(jobs(1000..<1100), total: 1100, cursor: "page2")
        #expect(scene.jobsRequest?.purpose == .first)
        scene.press(.pageDown, .pageDown, .pageDown, .pageDown, .pageDown, .pageDown, .pageDown)
        let request = try #require(scene.jobsRequest)
        #expect(request.purpose == .more)
        #expect(request.query.cursor == "page2")
        let asked = scene.effects.count { if case .loadJobs = $0 { true } else { false } }
        scene.press(.down)
        #expect(scene.effects.count { if case .loadJobs = $0 { true } else { false } } == asked)
        scene.answerJobs(jobs(900..<1000), total: 1100, cursor: "page3")
        #expect(scene.model.queue.count == 200)
    }

    @Test("G asks for the last page from the other end, and the lines between are not loaded; Esc stops that")
    func seekEnd() throws {
        var scene = live(jobs(900..<1000), total: 1000, cursor: "p")
        scene.type("G")
        let request = try #require(scene.jobsRequest)
        #expect(request.purpose == .tail && request.query.sort == "created" && request.query.cursor == nil)
        scene.answerJobs(jobs(0..<100).reversed(), total: 1000, cursor: "t")
        #expect(scene.model.queue.selectedLine == 999)
        #expect(scene.model.queue.count == 200)
        #expect(scene.model.queue.hole == 100..<900)
        #expect(scene.screen.contains("img0.jpg"))
        scene.type("gg")
        #expect(scene.model.queue.selectedLine == 0)
        scene.type("G")
        #expect(scene.model.queue.selectedLine == 999)
        // Up to the edge of the hole, where the page above is asked for.
        for _ in 0..<12 { scene.press(.pageUp) }
        #expect(scene.jobsRequest?.purpose == .tail && scene.jobsRequest?.query.cursor == "t")
        #expect(scene.model.queue.selectedLine == 900)
        scene.answerJobs(jobs(100..<950).reversed(), total: 1000, cursor: "u")
        #expect(scene.model.queue.isComplete && scene.model.queue.count == 1000)

        var stopped = live(jobs(900..<1000), total: 1000, cursor: "p")
        stopped.type("G")
        stopped.press(.escape)
        stopped.answerJobs(jobs(0..<100).reversed(), total: 1000, cursor: "t")
        #expect(stopped.model.queue.selectedLine == 0)
    }

    @Test("The filter goes to the service; late answers to the old one are ignored")
    func filter() throws {
        var scene = live(jobs(0..<3))
        let old = try #require(scene.jobsRequest)
        scene.type("/state:failed")
        scene.press(.enter)
        let request = try #require(scene.jobsRequest)
        #expect(request.query.filter == "state:failed")
        scene.send(.jobs(old, .success(JobList(jobs: jobs(0..<3), nextCursor: nil, total: 3))))
        #expect(scene.model.queue.count == 0)
        scene.answerJobs([Fixtures.job(1, "torn.jpg", .failed)])
        #expect(scene.model.queue.count == 1)
        scene.press(.escape)
        #expect(scene.jobsRequest?.query.filter == "")
    }

    @Test("Under a filter events are told apart by the dashboard itself: what matches comes in, what does not goes")
    func eventsUnderAFilter() {
        var scene = live(jobs(0..<3))
        scene.type("/state:queued")
        scene.press(.enter)
        scene.answerJobs(jobs(0..<3))
        let before = scene.effects.count
        scene.send(.follower(.job(sequence: 1, Fixtures.job(1, "img1.jpg", .running, revision: 2))))
        scene.send(.follower(.job(sequence: 2, Fixtures.job(7, "img7.jpg", .queued))))
        scene.send(.follower(.job(sequence: 3, Fixtures.job(8, "img8.jpg", .failed))))
        #expect(scene.model.queue.count == 3 && scene.model.queue.total == 3)
        #expect(scene.model.queue.job(at: 0)?.image.name == "img7.jpg")
        #expect(!scene.model.queue.contains(Fixtures.id(1)) && !scene.model.queue.contains(Fixtures.id(8)))
        scene.send(.follower(.job(sequence: 4, Fixtures.job(1, "img1.jpg", .queued, revision: 3))))
        #expect(scene.model.queue.line(of: Fixtures.id(1)) == 2)
        let asked = scene.effects[before...].count { if case .loadJobs = $0 { true } else { false } }
        #expect(asked == 0)
    }

    @Test("Of jobs that stand in lines not loaded yet only the total is asked for, once a second")
    func totalUnderAFilter() {
        var scene = live(jobs(0..<3))
        scene.type("/state:queued")
        scene.press(.enter)
        scene.answerJobs(jobs(500..<600), total: 600, cursor: "p")
        let before = scene.effects.count
        for number in 0..<20 {
            scene.pass(0.1)
            scene.send(.follower(.job(sequence: 1, Fixtures.job(number, "img.jpg", .running, revision: 2))))
            if let request = scene.jobsRequest, request.purpose == .count, scene.model.queue.isLoading {
                #expect(request.query.limit == 1)
                scene.answerJobs([], total: 580)
            }
        }
        let asked = scene.effects[before...].count { if case .loadJobs = $0 { true } else { false } }
        #expect((1...3).contains(asked))
        #expect(scene.model.queue.total == 580 && scene.model.queue.count == 100)
    }

    @Test("When the selected job no longer matches, the cursor keeps its line")
    func selectionUnderFilter() {
        var scene = live(jobs(0..<5))
        scene.type("/state:queued")
        scene.press(.enter)
        scene.answerJobs(jobs(0..<5))
        scene.press(.down)
        let gone = scene.model.queue.selected
        scene.send(.follower(.job(sequence: 1, Fixtures.job(3, "img3.jpg", .running, revision: 2))))
        #expect(scene.model.queue.selectedLine == 1)
        #expect(scene.model.queue.selected != gone)
    }

    @Test("A filter that the service does not take is shown with its code, whole", arguments: [80, 40])
    func refusedFilter(columns: Int) throws {
        var scene = Scene(rows: 12, columns: columns)
        scene.goLive(jobs: jobs(0..<3))
        scene.focusQueue()
        scene.type("/model:strange")
        scene.press(.enter)
        let message = "The service has another idea of what a filter is: it takes no words with an r in the middle."
        let error = ClientError(.refused(status: 400, code: "INVALID_FILTER"), message)
        scene.send(.jobs(try #require(scene.jobsRequest), .failure(error)))
        for word in message.split(separator: " ") { #expect(scene.screen.contains(word)) }
        #expect(scene.screen.contains("INVALID_FILTER"))
        #expect(!scene.screen.contains("loading"))
        scene.press(.escape)
        #expect(!scene.screen.contains("INVALID_FILTER"))
    }

    @Test("A running job without a step yet is starting; WORK names the time of work")
    func startingWord() {
        var job = Fixtures.job(1, "a.jpg", .running)
        job.progress = nil
        var scene = live([job])
        #expect(scene.screen.contains("▶ running    starting"))
        #expect(scene.screen.contains("WORK"))
        scene.type("?")
        scene.press(.end)
        #expect(scene.screen.contains("WORK in the queue"))
        #expect(scene.screen.contains("top-1 label"))
    }

    @Test("The picture's half of the details never stays empty")
    func detailPicture() throws {
        var scene = live(Fixtures.everyState)
        scene.press(.enter)
        #expect(scene.screen.contains("loading…"))
        let request = try #require(scene.model.preview.request)
        scene.send(.preview(request, .failure(PreviewError("The picture is torn."))))
        #expect(!scene.screen.contains("loading…"))
        #expect(scene.screen.contains("The picture is torn."))
    }

    @Test("x cancels and r retries the selected job; where they can't, they say why")
    func acting() {
        var scene = live(Fixtures.everyState)
        #expect(scene.type("x").allSatisfy { if case .act = $0 { false } else { true } })
        scene.pass(11)
        let sent = QueueEffect.act(.cancel, .these([Fixtures.id(6)]), number: 1)
        #expect(scene.send(.wake).contains(.queue(sent)))
        scene.send(.follower(.job(sequence: 1, Fixtures.job(6, "dog.jpg", .cancelled, revision: 9))))
        scene.send(.queue(.acted(number: 1, ManyResult(changed: 1))))
        #expect(scene.screen.contains("dog.jpg is cancelled."))
        #expect(scene.model.queue.job(at: 0)?.status == .cancelled)
        scene.press(.down, .down)
        #expect(scene.type("x").allSatisfy { if case .act = $0 { false } else { true } })
        #expect(scene.screen.contains("cat.jpg has succeeded already"))
        scene.press(.down)
        #expect(scene.type("r").contains(.act(.retry, job: Fixtures.id(3))))
        let conflict = ClientError(.refused(status: 409, code: "CONFLICT"), "The job is running.")
        scene.send(.acted(.retry, job: Fixtures.id(3), .failure(conflict)))
        #expect(scene.screen.contains("CONFLICT: The job is running."))
    }

    @Test("A waiting job moves up as others start")
    func position() {
        var scene = live([Fixtures.job(3, "c.jpg"), Fixtures.job(2, "b.jpg"), Fixtures.job(1, "a.jpg")])
        #expect(scene.screen.contains("4th"))
        scene.send(.follower(.job(sequence: 1, Fixtures.job(1, "a.jpg", .running, revision: 2))))
        #expect(scene.screen.contains("3rd · ~234 ms"))
    }

    @Test("Numbers of a hostile service do no harm", arguments: [Int.max, .min, -1])
    func hostileNumbers(value: Int) {
        var job = Fixtures.job(1, "a.jpg", revision: value)
        job.queuePosition = value
        job.etaMs = Double(value)
        job.attempt = value
        job.image.width = value
        job.image.height = value
        job.image.bytes = value
        var scene = live([job], total: value)
        var stats = Fixtures.stats
        for status in JobStatus.allCases { stats.depth[status.rawValue] = value }
        scene.send(.stats(.success(stats)))
        for number in 2..<9 {
            job.id = Fixtures.id(number)
            scene.send(.follower(.job(sequence: Int64(number), job)))
            job.status = number % 2 == 0 ? .running : .cancelled
            job.revision = .max
            scene.send(.follower(.job(sequence: Int64(number), job)))
            #expect(scene.screen.contains("a.jpg"))
        }
        scene.press(.enter)
        #expect(scene.screen.contains("a.jpg"))
    }

    @Test("Details stay open when the job leaves the list")
    func detailsStay() {
        var scene = live(jobs(0..<5))
        scene.type("/state:queued")
        scene.press(.enter)
        scene.answerJobs(jobs(0..<5))
        scene.press(.enter)
        scene.send(.follower(.job(sequence: 1, Fixtures.job(4, "img4.jpg", .succeeded, revision: 2))))
        #expect(scene.screen.contains("img4.jpg  ✓ succeeded"))
        scene.press(.escape)
        #expect(scene.model.overlay == nil)
    }
}
