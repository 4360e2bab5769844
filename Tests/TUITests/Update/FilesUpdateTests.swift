import API
import Testing

@testable import TUI

@Suite("The file picker")
struct FilesUpdateTests {
    private func filled() -> Scene {
        var scene = Scene(rows: 40, columns: 120)
        scene.goLive()
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        return scene
    }

    private func names(_ scene: Scene) -> [String] { scene.model.files.visible.map(\.shown) }

    @Test("Folders come first, then names in natural order; hidden files only when asked for")
    func order() {
        var scene = filled()
        let expected = [
            "trips", "cat.jpg", "dog.jpg", "empty.jpg", "huge.png", "img2.png", "img10.png", "notes.txt", "wide.png",
        ]
        #expect(names(scene) == expected)
        scene.type(".")
        #expect(names(scene) == ["trips", ".hidden.jpg"] + expected.dropFirst())
    }

    @Test("What is no file has a word of its own, and Top-5 says that it can't be classified")
    func noFiles() {
        var scene = Scene(rows: 24, columns: 80)
        scene.goLive()
        scene.fill([FileEntry("gone.jpg", kind: .brokenLink), FileEntry("pipe", kind: .other)])
        scene.press(.home, .down)
        #expect(scene.screen.contains("dead link —"))
        #expect(scene.screen.contains("not a file —"))
        #expect(scene.screen.contains("This link leads to"))
        #expect(scene.screen.contains("it can't be"))
        #expect(!scene.screen.contains("s classify"))
        scene.press(.down)
        #expect(scene.screen.contains("This is a device"))
        #expect(scene.type("s").allSatisfy { if case .submit = $0 { false } else { true } })
    }

    @Test("A file that would be taken looks unlike one that has succeeded", arguments: [true, false])
    func takeable(unicode: Bool) {
        var scene = Scene(unicode: unicode)
        scene.goLive()
        scene.fill([FileEntry("cat.jpg", size: 51_234)], facts: Fixtures.photoFacts)
        #expect(scene.screen.contains(unicode ? "51 kB · " : "51 kB   "))
        #expect(!scene.screen.contains("51 kB ✓"))
    }

    @Test("The cursor starts on the first image")
    func start() {
        #expect(filled().model.files.current?.shown == "cat.jpg")
    }

    @Test("Into a folder and back: the cursor is where it came from, and marks are kept")
    func folders() {
        var scene = filled()
        scene.type(" ")
        scene.press(.home, .down)
        #expect(scene.model.files.current?.shown == "trips")
        let effects = scene.type("l")
        #expect(effects.contains(.readFolder(RawPath("/home/me/photos/trips"))))
        scene.fill([FileEntry("lake.jpg", size: 5)], facts: [:])
        scene.type("h")
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        #expect(scene.model.files.current?.shown == "trips")
        #expect(scene.model.files.marks == [RawPath("/home/me/photos/cat.jpg")])
    }

    @Test("An answer about a folder that was left is ignored")
    func lateFolder() {
        var scene = filled()
        scene.type("h")
        scene.send(.folder(RawPath("/home/me/photos"), .success([FileEntry("late.jpg")])))
        #expect(scene.model.files.visible.isEmpty)
    }

    @Test("A folder that can't be read says so, and the way back works")
    func unreadable() {
        var scene = filled()
        scene.press(.home, .down, .enter)
        let folder = RawPath("/home/me/photos/trips")
        scene.send(.folder(folder, .failure(FileProblem(.openFolder, folder, 13))))
        #expect(scene.screen.contains("no permission"))
        #expect(scene.type("h").contains(.readFolder(RawPath("/home/me/photos"))))
    }

    @Test("Narrowing while typing, and Esc")
    func narrow() {
        var scene = filled()
        scene.type("/IMG")
        #expect(names(scene) == ["img2.png", "img10.png"])
        #expect(scene.model.files.current?.shown == "img2.png")
        scene.press(.enter)
        #expect(scene.model.prompt == nil)
        #expect(names(scene).count == 2)
        scene.press(.escape)
        #expect(names(scene).count == 9)
        #expect(!scene.model.hasQuit)
    }

    @Test("a marks what the service would take; u takes the marks away")
    func markAll() {
        var scene = filled()
        scene.type("a")
        #expect(scene.model.files.marks.map(\.name) == ["cat.jpg", "dog.jpg", "img2.png", "img10.png"])
        scene.type("u")
        #expect(scene.model.files.marks.isEmpty)
    }

    @Test("Folders can't be marked, and the footer says why")
    func markFolder() {
        var scene = filled()
        scene.press(.home, .down, .character(" "))
        #expect(scene.model.files.marks.isEmpty)
        #expect(scene.screen.contains("Folders can't be marked"))
    }

    @Test("Only the rows on the screen are looked into, and each once")
    func lazy() {
        var scene = Scene(rows: 24, columns: 80)
        let entries = (0..<1000).map { FileEntry("img\($0).jpg", size: 10) }
        scene.send(.folder(scene.model.files.folder, .success(FolderListing(entries))))
        #expect(scene.model.files.inspecting.count <= 10)
        scene.inspect([:])
        let before = scene.effects.count
        scene.press(.down, .up)
        #expect(scene.effects[before...].allSatisfy { if case .inspect = $0 { false } else { true } })
    }

    @Test("A file is held against the limits before it is sent")
    func verdicts() {
        let scene = filled()
        func verdict(_ name: String) -> FileVerdict? {
            scene.model.files.all.first { $0.shown == name }.map { scene.model.verdict(of: $0) }
        }
        #expect(verdict("cat.jpg") == .acceptable)
        guard case .refused("BODY_TOO_LARGE", _) = verdict("huge.png") else {
            Issue.record("huge.png has too many bytes, but is \(String(describing: verdict("huge.png")))")
            return
        }
        guard case .refused("IMAGE_TOO_LARGE", let message) = verdict("wide.png") else {
            Issue.record("wide.png has too many pixels, but is \(String(describing: verdict("wide.png")))")
            return
        }
        #expect(message.contains("30000×30000"))
        #expect(verdict("notes.txt") == .notAnImage(Strings.notAnImage))
        #expect(verdict("empty.jpg") == .notAnImage(Strings.emptyFile))
    }
}
