import API
import Client
import Testing

@testable import TUI

/// The picker's screens as text, at five sizes.
@Suite("Screens of the picker")
struct PickingScreenTests {
    static let sizes = [
        Size(rows: 5, columns: 20), Size(rows: 10, columns: 40), Size(rows: 24, columns: 80),
        Size(rows: 40, columns: 120), Size(rows: 60, columns: 200),
    ]

    private func scene(_ size: Size) -> Scene {
        var scene = Scene(rows: size.rows, columns: size.columns)
        scene.model.files.home = RawPath("/home/me")
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        return scene
    }

    /// Marked without keys, which a screen that is too small does not take.
    private func mark(_ scene: inout Scene, _ count: Int) {
        for number in 0..<count {
            let path = RawPath(
                "/home/me/photos/\(number % 3 == 0 ? "trips/lake-garda-2025" : "cats")/IMG_\(4000 + number).jpg")
            scene.model.files.setMark(FileVersion(path: path, size: 2_400_000 + number, modified: 1), true)
        }
    }

    @Test("A range that is being marked", arguments: sizes)
    func range(size: Size) throws {
        var scene = scene(size)
        scene.press(.home)
        scene.type("vjjjj")
        scene.inspect(Fixtures.photoFacts)
        try Snapshot.check("picking-range", scene)
    }

    @Test("A pattern that is being typed", arguments: sizes)
    func glob(size: Size) throws {
        var scene = scene(size)
        scene.type("*.{jpg,png}")
        try Snapshot.check("picking-glob", scene)
    }

    @Test("A search, with what has matched", arguments: sizes)
    func search(size: Size) throws {
        var scene = scene(size)
        scene.type("/ig")
        scene.inspect(Fixtures.photoFacts)
        try Snapshot.check("picking-search", scene)
    }

    @Test("A path that is being typed", arguments: sizes)
    func goTo(size: Size) throws {
        var scene = scene(size)
        scene.type("gpt")
        scene.send(.completed(PathCompletion(text: "~/photos/t", names: ["trees/", "trips/", "写真\u{1B}[2J/"])))
        try Snapshot.check("picking-path", scene)
    }

    @Test("The list of marks", arguments: sizes)
    func marks(size: Size) throws {
        var scene = scene(size)
        mark(&scene, 60)
        scene.type("gm")
        scene.press(.down, .down)
        try Snapshot.check("picking-marks", scene)
    }

    @Test("Recent folders", arguments: sizes)
    func recents(size: Size) throws {
        var scene = scene(size)
        scene.send(
            .recents(
                [
                    "/home/me/photos/trips/2025", "/home/me", "/", "/mnt/写真/\u{1B}[31m",
                    "/srv/very/deep/" + String(repeating: "down/", count: 20),
                ]
                .map { RawPath($0) }))
        scene.type("gr")
        scene.press(.down)
        try Snapshot.check("picking-recents", scene)
    }

    @Test("A tree that is being walked", arguments: sizes)
    func tree(size: Size) throws {
        var scene = scene(size)
        scene.press(.home, .down)
        scene.type("R")
        var batch = TreeBatch()
        batch.images = (0..<1204).map { FileVersion(path: RawPath("/t/\($0).jpg"), size: 9, modified: 1) }
        batch.folders = 87
        scene.send(.tree(number: scene.model.files.tree?.number ?? 0, batch))
        try Snapshot.check("picking-tree", scene)
    }

    private func checked(_ size: Size, parts: Int) -> Scene {
        var scene = scene(size)
        mark(&scene, 2000)
        scene.type("s")
        var facts: [String: Result<FileFacts, FileProblem>] = [:]
        for number in [4003, 4700, 5002] {
            facts["IMG_\(number).jpg"] = .success(.image(PreviewFacts(format: "png", width: 30_000, height: 30_000)))
        }
        for number in 4100..<4111 { facts["IMG_\(number).jpg"] = .success(.unknownFormat) }
        let gone = RawPath("/home/me/photos/cats/IMG_5500.jpg")
        facts["IMG_5500.jpg"] = .failure(FileProblem(.readFile, gone, 2))
        scene.checkAll(facts, parts: parts)
        return scene
    }

    @Test("Before sending: the files are being looked into", arguments: sizes)
    func checking(size: Size) throws {
        var scene = scene(size)
        mark(&scene, 2000)
        scene.type("s")
        if let preflight = scene.model.preflight {
            let image = FileFacts.image(PreviewFacts(format: "jpeg", width: 9, height: 9))
            let part = preflight.files.prefix(700).map { FileInspection(version: $0, facts: .success(image)) }
            scene.send(.preflight(number: preflight.number, part))
        }
        try Snapshot.check("picking-checking", scene)
    }

    @Test("Before sending: the summary", arguments: sizes)
    func preflight(size: Size) throws {
        try Snapshot.check("picking-preflight", checked(size, parts: 3))
    }

    @Test("Sending, with bytes in the row and in the footer", arguments: sizes)
    func sending(size: Size) throws {
        var scene = scene(size)
        scene.type("a")
        mark(&scene, 500)
        scene.type("s")
        scene.checkAll()
        scene.press(.enter, .home, .down, .down)
        for _ in 0..<4 {
            scene.pass(1)
            progress(&scene)
        }
        scene.pass(5)
        scene.send(.wake)
        try Snapshot.check("picking-sending", scene)
    }

    private func progress(_ scene: inout Scene) {
        let sent = scene.model.uploads.sending.mapValues { item in
            min(item.bytes - 1, (scene.model.uploads.sent[item.number] ?? 0) + item.bytes / 9)
        }
        scene.send(.sent(sent))
    }

    @Test("Sending is held: the service is full", arguments: sizes)
    func held(size: Size) throws {
        var scene = scene(size)
        scene.type("as")
        scene.checkAll()
        let items = scene.model.uploads.sending.values.sorted { $0.number < $1.number }
        let full = ClientError(
            .refused(status: 503, code: "QUEUE_FULL"), "10,000 jobs are waiting already.", retryAfter: 17)
        for item in items { scene.send(.submitted(item, .failure(full))) }
        scene.pass(5)
        scene.send(.wake)
        scene.press(.home, .down, .down)
        try Snapshot.check("picking-held", scene)
    }

    @Test("The question before all that is left is cancelled", arguments: sizes)
    func stopQuestion(size: Size) throws {
        var scene = scene(size)
        scene.type("as")
        scene.checkAll()
        scene.type("X")
        try Snapshot.check("picking-stop", scene)
    }
}
