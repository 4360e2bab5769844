import Foundation
import TestSupport
import Testing

@testable import TUI

@Suite("The journal of judgements")
struct ReviewJournalTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("reviews.jsonl").path }

    init() throws { folder = try TemporaryFolder("journal") }

    private func judgement(_ image: String, _ verdict: Judgement.Verdict = .confirmed) -> Judgement {
        Judgement(
            at: Scene.noon, jobID: "J-\(image)", image: image, sha256: "sha-\(image)", model: "m@1", predicted: "cat",
            probability: 0.25, verdict: verdict, label: "cat\u{1B}\n", rank: 1)
    }

    @Test("What is appended comes back, in its order")
    func appended() throws {
        #expect(try ReviewJournal.read(path) == JournalContents())
        let lines = [judgement("a"), judgement("\"b\"\n"), judgement("a", .withdrawn)]
        try ReviewJournal.append(Array(lines.prefix(1)), to: path)
        try ReviewJournal.append(Array(lines.dropFirst()), to: path)
        let contents = try ReviewJournal.read(path)
        #expect(contents.judgements == lines)
        #expect(contents.damaged == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test("A line that was cut by a power failure costs that line only, not the next one")
    func torn() throws {
        try ReviewJournal.append([judgement("a")], to: path)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(#"{"at":"2026-01-31T12:0"#.utf8))
        try handle.close()
        #expect(try ReviewJournal.read(path).judgements.map(\.image) == ["a"])
        try ReviewJournal.append([judgement("b")], to: path)
        let contents = try ReviewJournal.read(path)
        #expect(contents.judgements.map(\.image) == ["a", "b"])
        #expect(contents.damaged == 1)
    }

    @Test("10,000 lines are read, across every boundary of a piece")
    func many() throws {
        let lines = (0..<10_000).map { judgement("image-\($0)") }
        try ReviewJournal.append(lines, to: path)
        #expect(try ReviewJournal.read(path).judgements == lines)
    }

    @Test("A place that can't be written is said, with the path")
    func unwritable() {
        let nowhere = folder.file("no/such/reviews.jsonl").path
        do {
            try ReviewJournal.append([judgement("a")], to: nowhere)
            Issue.record("written to a folder that is not there")
        } catch {
            #expect(error.description.contains(nowhere) && error.description.contains("No such file"))
        }
    }
}
