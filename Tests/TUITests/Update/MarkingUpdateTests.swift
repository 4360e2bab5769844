import API
import Testing

@testable import TUI

@Suite("Marking")
struct MarkingUpdateTests {
    private func filled() -> Scene {
        var scene = Scene()
        scene.goLive()
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        // The files that the screen does not show at first are looked into as well.
        scene.press(.end)
        scene.inspect(Fixtures.photoFacts)
        scene.press(.home, .down, .down)
        return scene
    }

    private func names(_ scene: Scene) -> [String] { scene.model.files.marks.map(\.name) }

    @Test("v marks from where it began to the cursor, in either direction; folders are left out")
    func range() {
        var scene = filled()
        scene.press(.home, .down)
        scene.type("vjj")
        #expect(scene.screen.contains("2 in range"))
        scene.type("v")
        #expect(names(scene) == ["cat.jpg", "dog.jpg"])
        #expect(scene.model.files.range == nil)
        scene.press(.end)
        scene.type("vk ")
        #expect(names(scene).suffix(2) == ["notes.txt", "wide.png"])
    }

    @Test("Esc leaves a range without a mark; u in a range takes its marks away")
    func rangeUndone() {
        var scene = filled()
        scene.type("a")
        scene.press(.home)
        scene.type("vGu")
        #expect(names(scene).isEmpty)
        scene.type("vgg")
        scene.press(.escape)
        #expect(names(scene).isEmpty)
        #expect(scene.model.files.range == nil)
        #expect(!scene.model.hasQuit)
    }

    @Test("A range stays with its name when the folder changes under it")
    func rangeFollows() {
        var scene = filled()
        scene.press(.home, .down, .down)
        #expect(scene.model.files.current?.shown == "cat.jpg")
        scene.type("v")
        scene.fill(Fixtures.photos + [FileEntry("aaa.jpg", size: 1), FileEntry("abc.jpg", size: 1)])
        scene.type("jv")
        #expect(names(scene) == ["cat.jpg", "dog.jpg"])
    }

    @Test("s in a range sends the range")
    func rangeSent() {
        var scene = filled()
        scene.type("vjs")
        #expect(scene.model.uploads.total == 2)
    }

    @Test("* counts the matches with every letter and marks them on Enter; a minus takes marks away")
    func glob() {
        var scene = filled()
        scene.type("*.jpg")
        #expect(scene.screen.contains("marks 3 files"))
        scene.press(.backspace, .backspace, .backspace)
        scene.type("{png,jpg}")
        #expect(scene.screen.contains("marks 7 files"))
        scene.press(.enter)
        #expect(names(scene).count == 7)
        scene.type("*")
        scene.press(.control("u"))
        scene.type("-img*")
        #expect(scene.screen.contains("unmarks 2 files"))
        scene.press(.enter)
        #expect(names(scene).count == 5)
        scene.type("*")
        scene.press(.escape)
        #expect(scene.model.files.glob == nil)
        #expect(names(scene).count == 5)
        scene.type("*zzz")
        scene.press(.enter)
        #expect(scene.screen.contains("No file here matches *zzz."))
    }

    @Test("Many names are matched off the loop; Enter before the answer marks when it comes")
    func globOffTheLoop() {
        var scene = Scene()
        scene.goLive()
        scene.fill((0..<3000).map { FileEntry("img\($0).jpg", size: 1) })
        let effects = scene.type("*9.jpg")
        guard case .matchGlob(let request)? = effects.last(where: { if case .matchGlob = $0 { true } else { false } })
        else {
            Issue.record("no question for the matches among \(effects.count) effects")
            return
        }
        #expect(scene.screen.contains("counting…"))
        scene.press(.enter)
        #expect(names(scene).isEmpty)
        scene.send(.globMatched(pattern: request.pattern, request.matches))
        #expect(names(scene).count == 300)
    }

    @Test("R walks the tree under the cursor, tells how far it is, and marks at the end what it has found")
    func tree() {
        var scene = filled()
        scene.press(.home, .down)
        guard case .walkTree(let request)? = scene.type("R").first else {
            Issue.record("no walk has begun")
            return
        }
        #expect(request.roots == [RawPath("/home/me/photos/trips")])
        var batch = TreeBatch()
        batch.images = [FileVersion(path: RawPath("/home/me/photos/trips/a/1.jpg"), size: 7, modified: 0)]
        batch.folders = 12
        scene.send(.tree(number: request.number, batch))
        #expect(scene.screen.contains("trips: 1 image in 12 folders so far"))
        #expect(names(scene).isEmpty)
        batch.images[0].path = RawPath("/home/me/photos/trips/b/2.jpg")
        batch.problems = [FileProblem(.openFolder, RawPath("/home/me/photos/trips/secret"), 13)]
        batch.links = 2
        batch.others = 5
        batch.isEnd = true
        scene.send(.tree(number: request.number, batch))
        #expect(names(scene) == ["1.jpg", "2.jpg"])
        #expect(scene.model.note?.text.contains("2 images in 24 folders marked; 1 folder can't be read") == true)
        #expect(scene.model.note?.text.contains("secret: no permission") == true)
        #expect(scene.model.note?.text.contains("2 links to folders not followed") == true)
    }

    @Test("Esc ends a walk, and what comes late is ignored")
    func treeStopped() {
        var scene = filled()
        scene.press(.home)
        guard case .walkTree(let request)? = scene.type("R").first else {
            Issue.record("no walk has begun")
            return
        }
        #expect(request.roots == [scene.model.files.folder])
        #expect(scene.press(.escape).contains(.stopTree))
        var batch = TreeBatch()
        batch.images = [FileVersion(path: RawPath("/late.jpg"), size: 7, modified: 0)]
        batch.isEnd = true
        scene.send(.tree(number: request.number, batch))
        #expect(names(scene).isEmpty)
    }

    @Test("i turns the marks round")
    func invert() {
        var scene = filled()
        scene.type(" i")
        #expect(Set(names(scene)) == ["dog.jpg", "img2.png", "img10.png"])
    }

    @Test("The list of marks: one away, all away, to the file in its folder")
    func list() {
        var scene = filled()
        scene.type("a")
        scene.type("gm")
        #expect(scene.screen.contains("Marked  4 files · 1.4 MB"))
        scene.type("j ")
        #expect(names(scene) == ["cat.jpg", "img2.png", "img10.png"])
        let effects = scene.press(.enter)
        #expect(effects.contains(.readFolder(RawPath("/home/me/photos"))))
        #expect(scene.model.files.landing == Array("img2.png".utf8))
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        #expect(scene.model.files.current?.shown == "img2.png")
        scene.type("gmu")
        #expect(scene.model.overlay == nil)
        #expect(names(scene).isEmpty)
        scene.type("gm")
        #expect(scene.screen.contains("Nothing is marked."))
    }

    @Test("A pasted list marks what there is and says what there is not; no letter of it is a key")
    func paste() {
        var scene = filled()
        let effects = scene.send(.terminal(.paste("/a/q.jpg\nsubmit.jpg\n")))
        guard case .findPasted(let paths)? = effects.first else {
            Issue.record("the paste was not taken as paths: \(effects)")
            return
        }
        #expect(!scene.model.hasQuit)
        #expect(paths.lines.map(\.readings) == [[[RawPath("/a/q.jpg")]], [[RawPath("/home/me/photos/submit.jpg")]]])
        var found = PastedFiles()
        found.files = [1, 2].map { FileVersion(path: RawPath("/a/\($0).jpg"), size: 1, modified: 1) }
        found.missing = ["submit.jpg", "other.jpg"]
        scene.send(.pasted(found))
        #expect(scene.model.files.marked.count == 2)
        #expect(scene.model.note?.text == "2 files marked; not found: submit.jpg and 1 more.")
    }

    @Test("A pasted folder is gone to; one file is shown where it lies; folders among files are walked")
    func pasteFolders() {
        var scene = filled()
        var found = PastedFiles()
        found.folders = [RawPath("/b")]
        #expect(scene.send(.pasted(found)).contains(.readFolder(RawPath("/b"))))
        found.folders = []
        found.files = [FileVersion(path: RawPath("/c/1.jpg"), size: 1, modified: 1)]
        #expect(scene.send(.pasted(found)).contains(.readFolder(RawPath("/c"))))
        #expect(scene.model.files.landing == Array("1.jpg".utf8))
        found.folders = [RawPath("/d")]
        #expect(
            scene.send(.pasted(found)).contains {
                if case .walkTree(let request) = $0 { request.roots == [RawPath("/d")] } else { false }
            })
    }

    @Test("Adding and removing marks keeps the order, the sum and the places")
    func markSet() {
        var set = MarkSet()
        func file(_ number: Int) -> FileVersion {
            FileVersion(path: RawPath("/\(number)"), size: number, modified: 0)
        }
        for number in 0..<1000 { set.insert(file(number)) }
        let isNew = set.insert(file(5))
        #expect(!isNew)
        for number in 0..<1000 where number % 10 != 0 { set.remove(RawPath("/\(number)")) }
        #expect(set.ordered == (0..<100).map { file($0 * 10) })
        #expect(set.bytes == (0..<100).reduce(0) { $0 + $1 * 10 })
        set.insert(file(5))
        #expect(set.file(at: 100) == file(5))
        set.remove(at: 0)
        #expect(!set.contains(RawPath("/0")))
        #expect(set.count == 100)
    }
}
