import API
import Foundation
import Testing

@testable import TUI

@Suite("Folders")
struct FolderUpdateTests {
    private func names(_ scene: Scene) -> [String] { scene.model.files.visible.map(\.shown) }

    @Test("A large folder is shown while it is read, and the cursor stays on its name")
    func parts() {
        var scene = Scene()
        scene.send(.folderPart(scene.model.files.folder, FolderListing((0..<50).map { FileEntry("b\($0)", size: 1) })))
        #expect(scene.screen.contains("reading… 50 so far"))
        scene.press(.down, .down)
        #expect(scene.model.files.current?.shown == "b1")
        scene.fill((0..<50).flatMap { [FileEntry("a\($0)", size: 1), FileEntry("b\($0)", size: 1)] })
        #expect(scene.model.files.current?.shown == "b1")
        #expect(!scene.screen.contains("so far"))
    }

    @Test("A change on disk reads the folder anew, at most once a second, with cursor and marks where they were")
    func refresh() {
        var scene = Scene()
        scene.goLive()
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.type(" ")
        let folder = scene.model.files.folder
        #expect(scene.model.files.current?.shown == "dog.jpg")
        let early = scene.send(.folderChanged(folder))
        #expect(!early.contains(.readFolder(folder)))
        #expect(early.contains { if case .wake = $0 { true } else { false } })
        scene.pass(1.1)
        #expect(scene.send(.wake).contains(.readFolder(folder)))
        #expect(names(scene).count == 9)
        scene.fill(Fixtures.photos.filter { $0.shown != "cat.jpg" } + [FileEntry("a.jpg", size: 3)])
        #expect(scene.model.files.current?.shown == "dog.jpg")
        #expect(scene.model.files.marks.map(\.name) == ["cat.jpg"])
        #expect(!scene.send(.folderChanged(RawPath("/elsewhere"))).contains(.readFolder(folder)))
    }

    @Test("A folder that vanishes says so, and is there again when it is back")
    func vanishes() {
        var scene = Scene()
        scene.fill(Fixtures.photos)
        let folder = scene.model.files.folder
        scene.send(.folder(folder, .failure(FileProblem(.openFolder, folder, 2))))
        #expect(scene.screen.contains("is gone"))
        scene.pass(2)
        #expect(scene.send(.folderChanged(folder)).contains(.readFolder(folder)))
        scene.fill(Fixtures.photos)
        #expect(scene.screen.contains("dog.jpg"))
    }

    @Test("o sorts by time, by size, by name; folders stay in front, and the cursor on its name")
    func sort() {
        var scene = Scene()
        scene.fill([
            FileEntry("sub", kind: .folder), FileEntry("a", size: 5, modified: 10),
            FileEntry("b", size: 50, modified: 30),
            FileEntry("c", size: 1, modified: 20), FileEntry("d", size: 5, modified: 20),
        ])
        scene.press(.down)
        let name = scene.model.files.current?.shown
        scene.type("o")
        #expect(names(scene) == ["sub", "b", "c", "d", "a"])
        #expect(scene.model.files.current?.shown == name)
        #expect(scene.screen.contains("newest first"))
        scene.type("o")
        #expect(names(scene) == ["sub", "b", "a", "d", "c"])
        scene.type("o")
        #expect(names(scene) == ["sub", "a", "b", "c", "d"])
    }

    @Test("Many names are searched and sorted off the loop; a late answer to an earlier wish is dropped")
    func offTheLoop() {
        var scene = Scene()
        scene.fill((0..<5000).map { FileEntry("img\($0).jpg", size: $0) })
        func requests(_ effects: [Effect]) -> [ArrangementRequest] {
            effects.compactMap { if case .arrange(let request) = $0 { request } else { nil } }
        }
        scene.type("/")
        let first = requests(scene.type("4"))
        let second = requests(scene.type("9"))
        #expect(first.count == 1 && second.count == 1)
        #expect(names(scene).count == 5000)
        scene.send(.arranged(generation: first[0].generation, first[0].arrangement.applied(to: first[0].listing)))
        #expect(names(scene).count == 5000)
        scene.send(.arranged(generation: second[0].generation, second[0].arrangement.applied(to: second[0].listing)))
        #expect(names(scene).first == "img49.jpg")
        #expect(names(scene).allSatisfy { $0.contains("4") && $0.contains("9") })
        scene.press(.escape)
        #expect(names(scene).count == 5000)
    }

    @Test("g p completes with Tab and goes; ~ and g r go home and back")
    func goTo() {
        var scene = Scene()
        scene.model.files.home = RawPath("/home/me")
        scene.fill(Fixtures.photos)
        let effects = scene.type("gp")
        #expect(effects.contains { if case .complete(let typed) = $0 { typed.text == "~/photos/" } else { false } })
        scene.type("t")
        scene.send(.completed(PathCompletion(text: "~/photos/t", names: ["trips/", "trios/"])))
        #expect(scene.screen.contains("trips/  trios/"))
        scene.press(.tab)
        #expect(scene.model.prompt?.field.string == "~/photos/tri")
        scene.type("p")
        scene.send(.completed(PathCompletion(text: "~/photos/trip", names: ["trips/"])))
        scene.press(.tab)
        #expect(scene.press(.enter).contains(.locate(RawPath("/home/me/photos/trips"))))
        let went = scene.send(.located(RawPath("/home/me/photos/trips"), .success(.folder)))
        #expect(went.contains(.readFolder(RawPath("/home/me/photos/trips"))))
        #expect(went.contains(.saveRecents([RawPath("/home/me/photos/trips")])))
        scene.type("~")
        #expect(scene.model.files.folder == RawPath("/home/me"))
        scene.send(.recents([RawPath("/old"), RawPath("/home/me")]))
        scene.type("gr")
        #expect(scene.screen.contains("Recent folders"))
        scene.type("jj")
        #expect(scene.press(.enter).contains(.readFolder(RawPath("/old"))))
        scene.send(.located(RawPath("/none"), .failure(FileProblem(.readFile, RawPath("/none"), 2))))
        #expect(scene.screen.contains("/none: is gone."))
    }
}
