import Foundation
import Glibc
import TestSupport
import Testing

@testable import TUI

@Suite("Files by their raw names")
struct FileSystemTests {
    @Test("A name that is no UTF-8 is listed, shown with U+FFFD and opened again")
    func invalidName() throws {
        let folder = try TemporaryFolder("raw")
        let name: [UInt8] = [0x69, 0x6E, 0xFF, 0xFE, 0x2E, 0x6A, 0x70, 0x67]
        let path = RawPath(folder.url.path).appending(name)
        let descriptor = open(path.bytes.map { CChar(bitPattern: $0) } + [0], O_CREAT | O_WRONLY, 0o600)
        #expect(write(descriptor, "abc", 3) == 3)
        close(descriptor)

        let entry = try #require(try FileSystem.entries(of: RawPath(folder.url.path)).first)
        #expect(entry.name == name)
        #expect(entry.shown == "in\u{FFFD}\u{FFFD}.jpg")
        #expect(entry.size == 3)
        #expect(path.exactText == nil)
        #expect(try FileSystem.contents(of: path, limit: 10) == Array("abc".utf8))
    }

    @Test("Folders, files, links and pipes are told apart; a pipe does not block")
    func kinds() throws {
        let folder = try TemporaryFolder("kinds")
        let root = RawPath(folder.url.path)
        try FileManager.default.createDirectory(at: folder.file("sub"), withIntermediateDirectories: false)
        try Data("x".utf8).write(to: folder.file("file"))
        try FileManager.default.createSymbolicLink(at: folder.file("link"), withDestinationURL: folder.file("sub"))
        try FileManager.default.createSymbolicLink(at: folder.file("broken"), withDestinationURL: folder.file("none"))
        #expect(mkfifo(folder.file("pipe").path, 0o600) == 0)
        let kinds = try FileSystem.entries(of: root).reduce(into: [:]) { $0[$1.shown] = $1.kind }
        #expect(kinds == ["sub": .folder, "file": .file, "link": .folder, "broken": .brokenLink, "pipe": .other])
        #expect(throws: FileProblem(.readFile, root.appending(Array("pipe".utf8)), EINVAL)) {
            try FileSystem.head(of: root.appending(Array("pipe".utf8)), limit: 10)
        }
    }

    @Test("A missing folder and a file over the limit are problems with a reason")
    func problems() throws {
        let folder = try TemporaryFolder("problems")
        let missing = RawPath(folder.file("missing").path)
        let problem = #expect(throws: FileProblem.self) { try FileSystem.entries(of: missing) }
        #expect(problem?.description == "missing: is gone")
        try Data(repeating: 1, count: 100).write(to: folder.file("big"))
        let big = RawPath(folder.file("big").path)
        #expect(throws: FileProblem(.readFile, big, EFBIG)) { try FileSystem.contents(of: big, limit: 99) }
        #expect(try FileSystem.contents(of: big, limit: 100).count == 100)
    }

    @Test("Paths: parents, names, the root")
    func paths() {
        #expect(RawPath("/a/b/").parent == RawPath("/a"))
        #expect(RawPath("/a").parent == RawPath("/"))
        #expect(RawPath("/").parent == RawPath("/"))
        #expect(RawPath("/").appending([0x61]) == RawPath("/a"))
        #expect(RawPath("/a/b.jpg").name == "b.jpg")
    }

    @Test(
        "Natural order",
        arguments: [
            ["a2", "a10"], ["a02", "a3"], ["A", "b"], ["img9.png", "img10.png"], ["a", "a1"], ["x1y2", "x1y10"],
            ["1", "a"], ["a99999999999999999999999", "a100000000000000000000000"],
        ])
    func naturalOrder(pair: [String]) {
        #expect(NaturalOrder.precedes(Array(pair[0].utf8), Array(pair[1].utf8)))
        #expect(!NaturalOrder.precedes(Array(pair[1].utf8), Array(pair[0].utf8)))
    }

    @Test(
        "The user's own folder is written as ~",
        arguments: [
            ("/home/me", "~"), ("/home/me/photos/a", "~/photos/a"), ("/home/me2", "/home/me2"), ("/", "/"),
        ])
    func home(path: String, shown: String) {
        #expect(RawPath(path).shown(below: RawPath("/home/me")) == shown)
        #expect(RawPath(path).shown(below: RawPath("/")) == path)
        #expect(RawPath(path).shown(below: nil) == path)
    }
}
