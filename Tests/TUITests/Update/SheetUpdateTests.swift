import API
import Client
import Testing

@testable import TUI

@Suite("The contact sheet")
struct SheetUpdateTests {
    private func wants(_ effects: some Sequence<Effect>) -> [[PreviewRequest]] {
        effects.compactMap { if case .wantThumbnails(let requests) = $0 { requests } else { nil } }
    }

    /// What the service is asked to cancel.
    private func cancels(_ effects: [Effect]) -> [ManyJobs] {
        effects.compactMap { if case .queue(.act(.cancel, let jobs, number: _)) = $0 { jobs } else { nil } }
    }

    private func files(_ count: Int) -> (entries: [FileEntry], facts: [String: FileFacts]) {
        let names = (0..<count).map { "photo\($0).jpg" }
        let facts = FileFacts.image(PreviewFacts(format: "jpeg", width: 400, height: 300))
        return (names.map { FileEntry($0, size: 1000) }, Dictionary(uniqueKeysWithValues: names.map { ($0, facts) }))
    }

    private func jobs(_ count: Int) -> [Job] {
        (1...count).map { Fixtures.job($0, "job\($0).jpg", .succeeded) }.reversed()
    }

    @Test("g c opens the marked files, without marks the folder's images; Esc closes it")
    func opens() {
        var scene = Scene(rows: 24, columns: 80)
        scene.goLive()
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.type("gc")
        #expect(scene.model.sheetCount == 6)
        scene.press(.escape)
        #expect(scene.model.sheet == nil)
        #expect(wants(scene.effects).last == [])
        scene.press(.home, .down, .down)
        scene.type(" ")
        scene.type(" ")
        scene.type("gc")
        #expect(scene.model.sheetCount == 2)
        #expect(scene.model.sheetItem(at: 0)?.name == "cat.jpg")
        #expect(scene.screen.contains("Contact sheet  2 images"))
        scene.type("q")
        #expect(scene.model.sheet == nil)
        #expect(!scene.model.hasQuit)
    }

    @Test("Opened beside an image, the picker goes to the first one too: s means what is seen")
    func opensBesideAnImage() {
        var scene = Scene(rows: 24, columns: 80)
        scene.goLive()
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.press(.end)
        scene.type("gg")
        #expect(scene.model.files.currentFile == nil)
        scene.type("gc")
        #expect(scene.model.sheetCursor == 0)
        #expect(scene.model.files.currentFile?.shown == scene.model.sheetItem(at: 0)?.name)
    }

    @Test("An empty folder says why there is none")
    func refuses() {
        var scene = Scene()
        scene.goLive()
        scene.fill([FileEntry("notes.txt", size: 3)], facts: ["notes.txt": .unknownFormat])
        scene.type("gc")
        #expect(scene.model.sheet == nil)
        #expect(scene.screen.contains("There is no image in this folder"))
    }

    @Test("The screen's pictures are wanted first, then those below; what is scrolled away is not wanted any more")
    func wanted() throws {
        var scene = Scene(rows: 24, columns: 80)
        scene.goLive()
        let many = files(200)
        scene.fill(many.entries, facts: many.facts)
        scene.type("gc")
        let page = scene.model.sheetGrid.perScreen
        let first = try #require(wants(scene.effects).last)
        #expect(first.count == 2 * page)
        #expect(first.map(\.source) == (0..<2 * page).map { scene.model.sheetItem(at: $0)?.source })
        #expect(wants(scene.press(.right)).isEmpty)
        scene.press(.end)
        let last = try #require(wants(scene.effects).last)
        let offset = scene.model.sheet?.offset ?? 0
        #expect(last.first?.source == scene.model.sheetItem(at: offset * scene.model.sheetGrid.columns)?.source)
        #expect(Set(last).isDisjoint(with: first))
        #expect(last.count <= 2 * page)
        // An answer for what has been scrolled away is dropped.
        scene.send(.thumbnail(first[0], .success(Fixtures.picture(rows: 3, columns: 8))))
        #expect(scene.model.sheet?.thumbnails.isEmpty == true)
        scene.send(.thumbnail(last[0], .success(Fixtures.picture(rows: 3, columns: 8))))
        #expect(scene.model.sheet?.thumbnails.count == 1)
        #expect(scene.screen.contains("▀▀▀"))
    }

    @Test("The cursor goes by rows and columns, stays on the screen, and says where it ends")
    func moving() {
        var scene = Scene(rows: 24, columns: 80)
        scene.goLive()
        let some = files(10)
        scene.fill(some.entries, facts: some.facts)
        scene.type("gc")
        let columns = scene.model.sheetGrid.columns
        #expect(columns == 4)
        scene.type("h")
        #expect(scene.model.note?.text == "This is the first picture.")
        scene.type("j")
        #expect(scene.model.sheetCursor == 4)
        scene.type("l")
        scene.type("j")
        #expect(scene.model.sheetCursor == 9)
        scene.type("j")
        #expect(scene.model.sheetCursor == 9)
        #expect(scene.model.note?.text == Strings.lastLine)
        scene.type("k")
        scene.type("gg")
        #expect(scene.model.sheetCursor == 0)
        scene.type("lll")
        scene.type("j")
        scene.type("j")
        #expect(scene.model.sheetCursor == 9, "below the end of a row that is not full stands the last picture")
        scene.send(.terminal(.resize(Size(rows: 10, columns: 40))))
        let sheet = scene.model.sheet
        let row = scene.model.sheetCursor / scene.model.sheetGrid.columns
        let offset = sheet?.offset ?? 0
        #expect((offset..<offset + scene.model.sheetGrid.rows).contains(row))
    }

    @Test("Enter opens the file or the job, Esc leads back to the sheet")
    func openingAnItem() {
        var scene = Scene(rows: 40, columns: 120)
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.press(.home, .down, .down)
        scene.type("gc")
        scene.press(.enter)
        #expect(scene.model.overlay == .file(RawPath("/home/me/photos/cat.jpg")))
        #expect(scene.model.preview.request?.rows ?? 0 > 20)
        scene.press(.escape)
        #expect(scene.model.isSheetShown)
        scene.press(.escape)
        scene.focusQueue()
        scene.type("gc")
        scene.type("l")
        scene.press(.enter)
        #expect(scene.model.overlay == .job(id: Fixtures.id(5), scroll: 0))
        scene.type("q")
        #expect(scene.model.isSheetShown)
        #expect(scene.model.sheetCursor == 1)
    }

    @Test("The queue's sheet is live, acts on its job and loads further pages as it is scrolled")
    func queue() throws {
        var scene = Scene(rows: 24, columns: 80)
        scene.goLive(jobs: Array(jobs(100).prefix(30)), total: 100, cursor: "next")
        scene.focusQueue()
        scene.type("gc")
        #expect(scene.screen.contains("1 of 100"))
        scene.press(.pageDown, .pageDown, .pageDown)
        let request = try #require(scene.jobsRequest)
        #expect(request.purpose == .more)
        scene.send(.follower(.job(sequence: 9, Fixtures.job(101, "new.jpg", .running))))
        scene.type("gg")
        #expect(scene.screen.contains("▶ new.jpg"))
        #expect(scene.screen.contains("inferring"))
        #expect(cancels(scene.type("x")).isEmpty, "it waits so that it can be taken back")
        #expect(scene.model.held.map(\.jobs) == [.these([Fixtures.id(101)])])
        scene.type("z")
        #expect(scene.model.held.isEmpty)
        #expect(cancels(scene.type("x")).isEmpty)
        scene.pass(HeldAction.seconds + 0.1)
        #expect(cancels(scene.send(.wake)) == [.these([Fixtures.id(101)])])
        scene.send(.follower(.job(sequence: 10, Fixtures.job(101, "new.jpg", .succeeded, revision: 2))))
        #expect(scene.screen.contains("✓ new.jpg"))
        #expect(scene.screen.contains("tabby 0.641"))
    }

    @Test("A slower link does not send the same pictures again in another size; other graphics do")
    func capabilities() throws {
        var scene = Scene(rows: 24, columns: 80)
        scene.goLive()
        let many = files(20)
        scene.fill(many.entries, facts: many.facts)
        let preview = try #require(scene.model.preview.request)
        var slow = scene.model.capabilities
        slow.bytesPerSecond = 1024
        scene.send(.terminal(.capabilities(slow)))
        #expect(scene.model.preview.request == preview)
        scene.press(.down)
        #expect(scene.model.preview.request?.look.detail == .quarter)
        scene.type("gc")
        let wanted = try #require(wants(scene.effects).last)
        #expect(wanted.allSatisfy { $0.look.detail == .quarter })
        slow.bytesPerSecond = nil
        #expect(wants(scene.send(.terminal(.capabilities(slow)))).isEmpty)
        slow.graphics = .kitty
        let again = try #require(wants(scene.send(.terminal(.capabilities(slow)))).last)
        #expect(again.allSatisfy { $0.look.graphics == .kitty && $0.look.detail == .full })
    }
}
