import Foundation
import TestSupport
import Testing

@testable import TUI

@Suite("A file that is exported to")
struct ExportFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("export") }

    private func path(_ name: String) -> RawPath { RawPath(folder.file(name).path) }
    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    }

    @Test("It has its name only when it is complete")
    func complete() throws {
        let file = try ExportFile(path("a.csv"), overwrites: false)
        try file.write("one\n")
        #expect(try names().allSatisfy { $0.hasPrefix(".a.csv.") && $0.hasSuffix(".part") })
        try file.write("two\n")
        try file.finish()
        #expect(try names() == ["a.csv"])
        #expect(try String(contentsOf: folder.file("a.csv"), encoding: .utf8) == "one\ntwo\n")
    }

    @Test("Nothing stays of one that is given up")
    func abandoned() throws {
        let file = try ExportFile(path("a.csv"), overwrites: false)
        try file.write("half")
        file.abandon()
        #expect(try names().isEmpty)
    }

    @Test("A file that is there is never overwritten without being told, also not one that came meanwhile")
    func existing() throws {
        try Data("old".utf8).write(to: folder.file("a.csv"))
        #expect(throws: ExportProblem.exists(size: 3)) { try ExportFile(path("a.csv"), overwrites: false) }
        let file = try ExportFile(path("b.csv"), overwrites: false)
        try file.write("mine")
        try Data("theirs".utf8).write(to: folder.file("b.csv"))
        #expect(throws: ExportProblem.exists(size: 6)) { try file.finish() }
        #expect(try String(contentsOf: folder.file("b.csv"), encoding: .utf8) == "theirs")
        let told = try ExportFile(path("a.csv"), overwrites: true)
        try told.write("new")
        try told.finish()
        #expect(try String(contentsOf: folder.file("a.csv"), encoding: .utf8) == "new")
        #expect(try names() == ["a.csv", "b.csv"])
    }

    @Test("A folder and a place that is not there are said")
    func refusals() throws {
        #expect(throws: ExportProblem.failed(Strings.exportTargetIsNoFile(folder.url.path))) {
            try ExportFile(RawPath(folder.url.path), overwrites: true)
        }
        do {
            _ = try ExportFile(path("no/such/a.csv"), overwrites: false)
            Issue.record("a file in a folder that is not there")
        } catch .failed(let reason) {
            #expect(reason.contains("No such file or directory") && reason.contains("no/such/a.csv"))
        }
    }

    @Test("Typed paths: absolute, below home, below the picker's folder")
    func paths() {
        let (folder, home) = (RawPath("/photos"), RawPath("/home/me"))
        func path(_ text: String) -> String? { ExportName.path(text, in: folder, home: home)?.shown }
        #expect(path("a.csv") == "/photos/a.csv")
        #expect(path("~/a.csv") == "/home/me/a.csv")
        #expect(path("/tmp/a.csv") == "/tmp/a.csv")
        for nothing in ["", "  ", "dir/", "/"] { #expect(path(nothing) == nil) }
        #expect(
            ExportName.standard(for: .jobs(.filter("", count: 3)), format: .jsonLines, at: Scene.noon)
                == "top5-2026-01-31-1200.jsonl")
    }
}
