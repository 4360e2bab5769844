import API
import Client
import Foundation
import Testing

@testable import TUI

@Suite("The filter's prompt")
struct FilterPromptTests {
    private func live() -> Scene {
        var scene = Scene()
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        return scene
    }

    private func text(_ scene: Scene) -> String { scene.model.prompt?.field.string ?? "(no prompt)" }

    @Test("Tab completes keys, states, models, clients and times, and goes round")
    func completion() {
        var scene = live()
        scene.type("/st")
        scene.press(.tab)
        #expect(text(scene) == "state:")
        scene.type("f")
        scene.press(.tab)
        #expect(text(scene) == "state:failed")
        scene.type(",")
        #expect(scene.screen.contains("running") && scene.screen.contains("cancelled"))
        scene.press(.tab)
        #expect(text(scene) == "state:failed,queued")
        scene.press(.tab)
        #expect(text(scene) == "state:failed,running")
        scene.press(.backTab, .backTab)
        #expect(text(scene) == "state:failed,cancelled")
        scene.type(" model:mob")
        scene.press(.tab)
        #expect(text(scene).hasSuffix(" model:mobilenet-v2"))
        scene.type(" -client:n")
        scene.press(.tab)
        #expect(text(scene).hasSuffix(" -client:nightly-batch"))
        scene.type(" since:")
        #expect(scene.screen.contains("a quarter of an hour ago"))
        scene.press(.tab, .tab)
        #expect(text(scene).hasSuffix(" since:1h"))
    }

    @Test("A completion in the middle of the line leaves what follows")
    func inTheMiddle() {
        var scene = live()
        scene.type("/sta cat")
        scene.press(.left, .left, .left, .left, .tab)
        #expect(text(scene) == "state: cat")
        scene.type("ru")
        scene.press(.tab)
        #expect(text(scene) == "state:running cat")
    }

    @Test(
        "What is wrong is underlined while one types, with a sentence; Enter does not send it",
        arguments: [
            ("state:nonsense ", "state", "nonsense", "is no state"), ("size:3 ", "", "size", "is no key"),
            ("since:yesterday ", "since", "yesterday", "is no time"), ("cat \"a b", "cat ", "\"a b", "not closed"),
            ("client: ", "", "client:", "nothing behind"),
        ])
    func problems(typed: String, before: String, wrong: String, sentence: String) throws {
        var scene = Scene(rows: 24, columns: 110)
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        scene.type("/\(typed)")
        let problem = try #require(QueueFilter(typed).problem)
        #expect(String(Array(typed)[problem.range]) == wrong)
        let (frame, _) = DashboardView.render(scene.model)
        let row = frame.size.rows - 1
        let underlined = (0..<frame.size.columns).filter { frame[row, $0].style.attributes.contains(.underline) }
            .map { frame[row, $0].glyph }.joined()
        #expect(underlined == wrong)
        #expect(scene.screen.contains(sentence))
        let effects = scene.press(.enter)
        #expect(effects.allSatisfy { if case .loadJobs = $0 { false } else { true } })
        #expect(scene.model.prompt != nil && scene.model.queue.filter.isEmpty)
    }

    @Test("A word under way is not blamed while it can be completed")
    func underWay() {
        var scene = live()
        scene.type("/state:fai")
        #expect(!scene.screen.contains("is no state"))
        scene.type("x")
        #expect(scene.screen.contains("is no state"))
    }

    @Test("The arrows go through earlier filters and back to what was typed")
    func history() {
        var scene = live()
        for filter in ["state:failed", "cat", "cat", "dog"] {
            scene.press(.escape)
            scene.type("/")
            scene.press(.control("u"))
            scene.type(filter)
            scene.press(.enter)
            scene.answerJobs([])
        }
        scene.type("/")
        scene.press(.control("u"))
        scene.type("x")
        scene.press(.up)
        #expect(text(scene) == "dog")
        scene.press(.up, .up, .up, .up)
        #expect(text(scene) == "state:failed")
        scene.press(.down, .down, .down)
        #expect(text(scene) == "x")
        #expect(scene.effects.contains(.queue(.writeFilters(scene.model.filters))))
    }

    @Test("A filter is saved under a name, picked, shown in the title, and deleted")
    func saved() throws {
        var scene = live()
        scene.type("/state:failed")
        scene.press(.control("s"))
        scene.type("torn ones")
        let effects = scene.press(.enter)
        #expect(effects.contains(.queue(.writeFilters(scene.model.filters))))
        #expect(scene.model.queue.filter == "state:failed")
        scene.answerJobs([Fixtures.everyState[3]])
        #expect(scene.screen.contains("/state:failed  ● torn ones"))
        scene.press(.escape)
        scene.answerJobs(Fixtures.everyState)
        scene.type("/cat")
        scene.press(.enter)
        scene.type("S")
        scene.type("cats")
        scene.press(.enter)
        scene.type("F")
        #expect(scene.screen.contains("Saved filters"))
        scene.press(.down)
        #expect(scene.model.overlay == .menu(QueueMenu(.filters, index: 1)))
        scene.press(.enter)
        #expect(scene.model.overlay == nil && scene.model.queue.filter == "state:failed")
        scene.type("FD")
        #expect(scene.model.filters.saved.map(\.name) == ["cats"])
        scene.type("D")
        #expect(scene.model.filters.saved.isEmpty && scene.model.overlay == nil)
        scene.type("F")
        #expect(scene.screen.contains("No filter is saved yet"))
    }

    @Test("The book of filters survives its file, and a broken file is an empty book")
    func book() throws {
        var book = FilterBook()
        for number in 0..<120 { book.note("word\(number % 70)") }
        #expect(book.history.count == 50 && book.history.last == "word49")
        for number in 0..<100 {
            let isSaved = book.save("word\(number)", as: "name \(number)")
            #expect(isSaved)
        }
        let isOneTooMany = book.save("x", as: "another")
        let replaces = book.save("x", as: "name 5")
        #expect(!isOneTooMany && replaces && book.name(of: "x") == "name 5")
        let read = try JSONDecoder().decode(FilterBook.self, from: JSONEncoder().encode(book))
        #expect(read == book)
    }

    @Test("n and N go from match to match, round the end, and load what is missing")
    func find() throws {
        var scene = live()
        scene.type("f")
        scene.type("KITTEN")
        scene.press(.enter)
        #expect(scene.model.queue.selectedJob?.image.name == "kitten-on-a-keyboard.jpg")
        scene.type("f")
        scene.type("tabby")
        scene.press(.enter)
        // Round the end: the label of the cat.
        #expect(scene.model.queue.selectedJob?.image.name == "cat.jpg")
        #expect(scene.screen.contains("On from the top."))
        scene.type("n")
        #expect(scene.model.queue.selectedJob?.image.name == "kitten-on-a-keyboard.jpg")
        scene.type("N")
        #expect(scene.model.queue.selectedJob?.image.name == "cat.jpg")
        scene.type("f")
        scene.type("nowhere")
        scene.press(.enter)
        #expect(scene.screen.contains("No line of this list contains"))

        var long = Scene()
        let jobs = (0..<1000).reversed().map { Fixtures.job($0, "img\($0).jpg") }
        long.goLive(jobs: Array(jobs[..<100]), total: 1000, cursor: "p")
        long.focusQueue()
        long.type("f")
        long.type("img123.jpg")
        long.press(.enter)
        #expect(long.jobsRequest?.purpose == .more && long.jobsRequest?.query.limit == 500)
        long.answerJobs(Array(jobs[100..<600]), total: 1000, cursor: "q")
        #expect(long.screen.contains("looking through 600 of 1,000"))
        long.answerJobs(Array(jobs[600...]), total: 1000)
        #expect(long.model.queue.selectedJob?.image.name == "img123.jpg")
    }
}
