import Testing

@testable import TUI

@Suite("Pasted and typed paths")
struct PastedPathsTests {
    private let folder = RawPath("/photos")
    private let home = RawPath("/home/me")

    /// The readings that a file system with these files would take.
    private func found(_ text: String, _ existing: Set<String>) -> PastedFiles {
        PastedFiles(PastedPaths(text, in: folder, home: home)) { path in
            existing.contains(path.shown) ? (.file, FileVersion(path: path, size: 1, modified: 1)) : nil
        }
    }

    @Test(
        "As terminals and file managers write them",
        arguments: [
            ("/a/cat.jpg", ["/a/cat.jpg"]),
            ("'/a/my cat.jpg' ", ["/a/my cat.jpg"]),
            ("/a/my\\ cat.jpg /b/dog.jpg", ["/a/my cat.jpg", "/b/dog.jpg"]),
            ("\"/a/x \\\"y\\\".jpg\" '/a/it'\\''s.jpg'", ["/a/x \"y\".jpg", "/a/it's.jpg"]),
            ("file:///a/my%20cat%C3%A9.jpg\r\nfile://host/b/dog.jpg\r\n", ["/a/my caté.jpg", "/b/dog.jpg"]),
            ("file:///a/my%20'odd'.jpg", ["/a/my 'odd'.jpg"]),
            ("copy\nfile:///a/1.jpg\n# a comment", ["/a/1.jpg"]),
            ("file:///a/1.jpg file:///a/2.jpg", ["/a/1.jpg", "/a/2.jpg"]),
            ("~/cat.jpg", ["/home/me/cat.jpg"]),
            ("cat.jpg", ["/photos/cat.jpg"]),
            ("$'/a/two\\nlines\\x21\\'.jpg'", ["/a/two\nlines!'.jpg"]),
            ("/a/写真 1.jpg", ["/a/写真 1.jpg"]),
        ])
    func forms(text: String, paths: [String]) {
        let found = found(text, Set(paths))
        #expect(found.files.map(\.path.shown) == paths)
        #expect(found.isAllFound)
    }

    @Test("A line that is the name of a file is that file, whatever a shell would make of it")
    func literal() {
        #expect(found("/a/it's.jpg", ["/a/it's.jpg"]).files.count == 1)
        #expect(found("/a/my cat.jpg", ["/a/my cat.jpg", "/a/my"]).files.map(\.path.shown) == ["/a/my cat.jpg"])
    }

    @Test("What is not there is told, beside what is")
    func missing() {
        let found = found("/a/1.jpg /a/2.jpg\nsome text", ["/a/1.jpg"])
        #expect(found.files.map(\.path.shown) == ["/a/1.jpg"])
        #expect(found.missing == ["/a/2.jpg", "some text"])
        #expect(self.found("  \n\n", []) == PastedFiles())
    }

    @Test("Bytes that are no text come through an address, a zero never does")
    func bytes() {
        let paths = PastedPaths("file:///a/%FF.jpg\nfile:///a/%00.jpg", in: folder, home: nil)
        #expect(
            paths.lines.map(\.readings) == [[[RawPath(bytes: [0x2F, 0x61, 0x2F, 0xFF] + Array(".jpg".utf8))]], []])
    }

    @Test(
        "Typed paths",
        arguments: [
            ("/a/b", "/a/b"), ("~", "/home/me"), ("~/x/../y/", "/home/me/y"), ("sub", "/photos/sub"), ("..", "/"),
            ("~/photos//etc", "/etc"), ("~/photos/~/z", "/home/me/z"), ("/../..", "/"), ("", "/photos"),
        ])
    func typed(text: String, path: String) {
        #expect(TypedPath(text, in: folder, home: home).path == RawPath(path))
    }

    @Test("A completion replaces what stands behind the last slash, as far as all names agree")
    func completion() {
        let typed = TypedPath("~/ph", in: folder, home: home)
        #expect(typed.parent == home)
        #expect(typed.name == "ph")
        let completion = PathCompletion(text: typed.text, names: ["photos/", "phonebook"])
        #expect(typed.completed(by: completion.common) == "~/pho")
    }
}
