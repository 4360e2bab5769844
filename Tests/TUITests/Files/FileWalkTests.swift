import Foundation
import Glibc
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import TUI

/// Trees, looks before sending and changes, on real folders.
@Suite("Walking real folders", .timeLimit(.minutes(1)))
struct FileWalkTests {
    private let folder: TemporaryFolder
    private var root: RawPath { RawPath(folder.url.path) }

    init() throws {
        folder = try TemporaryFolder("walk")
        let manager = FileManager.default
        for name in ["a/deep", "b", "secret", ".hidden"] {
            try manager.createDirectory(at: folder.file(name), withIntermediateDirectories: true)
        }
        for name in ["1.jpg", "a/2.jpg", "a/deep/3.png", "b/4.jpg", ".hidden/5.jpg", "secret/6.jpg"] {
            try Data("JPEG \(name)".utf8).write(to: folder.file(name))
        }
        try Data("text".utf8).write(to: folder.file("notes.txt"))
        // A circle, a link to a file, a dead link, a pipe.
        try manager.createSymbolicLink(at: folder.file("a/deep/up"), withDestinationURL: folder.url)
        try manager.createSymbolicLink(at: folder.file("b/linked.jpg"), withDestinationURL: folder.file("1.jpg"))
        try manager.createSymbolicLink(atPath: folder.file("b/dead.jpg").path, withDestinationPath: "nowhere")
        #expect(mkfifo(folder.file("b/pipe.jpg").path, 0o600) == 0)
    }

    private func withReader<Value>(_ body: (FileReader) async throws -> Value) async throws -> Value {
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        let value = try await body(FileReader(threads: threads, decoder: StripedPictures()))
        try await threads.shutdownGracefully()
        return value
    }

    private func walk(_ roots: [RawPath], hidden: Bool = false) async throws -> [TreeBatch] {
        let batches = Mutex<[TreeBatch]>([])
        try await withReader { reader in
            let request = TreeRequest(number: 1, roots: roots, includesHidden: hidden)
            await TreeWalker(files: reader, time: .system).walk(request) { batch in
                batches.withLock { $0.append(batch) }
            }
        }
        return batches.withLock { $0 }
    }

    private func names(_ batches: [TreeBatch]) -> [String] { batches.flatMap(\.images).map(\.path.name) }

    @Test("Every image once: links to folders are counted and not followed, pipes and dead links are no images")
    func tree() async throws {
        let batches = try await walk([root])
        #expect(names(batches) == ["1.jpg", "2.jpg", "3.png", "4.jpg", "linked.jpg", "6.jpg"])
        #expect(batches.reduce(0) { $0 + $1.folders } == 5)
        #expect(batches.reduce(0) { $0 + $1.links } == 1)
        #expect(batches.last?.isEnd == true)
        #expect(names(try await walk([root], hidden: true)).contains("5.jpg"))
    }

    @Test("A folder that is named twice, or lies within another root, is walked once")
    func twice() async throws {
        let inner = root.appending(Array("a".utf8))
        #expect(names(try await walk([inner, inner])) == ["2.jpg", "3.png"])
    }

    @Test("A folder that can't be read is counted, and the walk goes on")
    func unreadable() async throws {
        let gone = RawPath(folder.file("gone").path)
        let batches = try await walk([gone, root])
        #expect(names(batches).count == 6)
        #expect(batches.flatMap(\.problems).map(\.path) == [gone])
    }

    @Test("The look before sending sees the file as it is now")
    func inspections() async throws {
        let paths = ["1.jpg", "notes.txt", "gone.jpg", "b/pipe.jpg", "a"].map { RawPath(folder.file($0).path) }
        try Data().write(to: folder.file("empty.jpg"))
        let files = (paths + [RawPath(folder.file("empty.jpg").path)]).map {
            FileVersion(path: $0, size: 99, modified: 1)
        }
        let answers = try await withReader { await $0.inspections(of: files[...]) } ?? []
        #expect(answers.count == 6)
        #expect(answers[0].version.size == 10)
        #expect(answers[0].facts == .success(.image(PreviewFacts(format: "jpeg", width: 20, height: 10))))
        #expect(answers[1].facts == .success(.unknownFormat))
        for (index, isGone) in [(2, true), (3, false), (4, false)] {
            guard case .failure(let problem) = answers[index].facts else {
                Issue.record("\(files[index].path.name) is \(answers[index].facts)")
                continue
            }
            #expect(problem.isGone == isGone)
        }
        #expect(answers[5].facts == .success(.empty))
    }

    @Test("A large folder comes in parts, each sorted, each with what the one before had")
    func parts() async throws {
        let many = try TemporaryFolder("many")
        for number in 0..<5000 { #expect(mknod(many.file("img\(number).jpg").path, S_IFREG | 0o600, 0) == 0) }
        let parts = Mutex<[FolderListing]>([])
        let listing = try await withReader { reader in
            await reader.listing(of: RawPath(many.url.path)) { part in parts.withLock { $0.append(part) } }
        }
        let all = try #require(try listing?.get())
        #expect(all.entries.count == 5000)
        #expect(all.entries[10].shown == "img10.jpg")
        #expect(parts.withLock { $0.map(\.entries.count) } == [2000, 4000])
    }

    @Test("The kernel tells of entries that come, go and are written")
    func notices() throws {
        let notices = try #require(FolderNotices(root))
        #expect(!notices.take())
        try Data("x".utf8).write(to: folder.file("new.jpg"))
        #expect(notices.take())
        #expect(!notices.take())
        try FileManager.default.removeItem(at: folder.file("new.jpg"))
        #expect(notices.take())
        #expect(FolderNotices(RawPath(folder.file("none").path)) == nil)
    }

    @Test("Recent folders are kept, whatever bytes are in their names")
    func recents() throws {
        let file = RecentFoldersFile(path: folder.file("recent").path)
        #expect(file.load().isEmpty)
        let folders = [RawPath("/a\nb"), RawPath(bytes: [0x2F, 0xFF]), RawPath("/")]
        file.save(folders)
        #expect(file.load() == folders)
        var recents = RecentFolders()
        var changes = (0..<40).map { recents.visit(RawPath("/\($0)")) }
        changes += [recents.visit(RawPath("/39")), recents.visit(RawPath("/20"))]
        #expect(changes == Array(repeating: true, count: 40) + [false, true])
        recents.append([RawPath("/late")])
        #expect(recents.folders.count == RecentFolders.most)
        #expect(recents.folders.prefix(2) == [RawPath("/20"), RawPath("/39")])
    }
}
