import Foundation
import TestSupport
import Testing

@testable import Inference

/// Packages come and go by one rename, and what dead processes leave is swept away.
@Suite struct StagingFolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("staging") }

    private var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []).sorted()
    }

    private func make(_ name: String, daysOld: Double = 0) throws {
        let url = folder.file(name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let file = url.appending(path: "half")
        try Data("x".utf8).write(to: file)
        let date = Date.now.addingTimeInterval(-daysOld * 24 * 60 * 60)
        for path in [file.path, url.path] {
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
    }

    @Test func leftoversOfTheDeadAreRemovedAndDownloadsKeptForAWeek() throws {
        let living = try #require(try StagingFolder.open(.add, in: folder.url))
        let pulling = try #require(try StagingFolder.open(.pull("living@1"), in: folder.url))
        for name in [".add-1", ".removed-1", "package@1", ".pull-new@1"] { try make(name) }
        try make(".pull-old@1", daysOld: 8)
        StagingFolder.sweep(folder.url)
        #expect(
            names == [living.url.lastPathComponent, ".pull-living@1", ".pull-new@1", "package@1"].sorted(), "\(names)")
        _ = pulling
    }

    @Test func aPackageIsPutInPlaceOverAnOldOne() throws {
        try make("package@1")
        let staging = try #require(try StagingFolder.open(.pull("package@1"), in: folder.url))
        try Data("new".utf8).write(to: staging.url.appending(path: "whole"))
        try staging.place(as: "package@1")
        #expect(names == ["package@1"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("package@1").path) == ["whole"])
        // The old lock is on what is now a package: the next pull has a folder of its own.
        #expect(try StagingFolder.open(.pull("package@1"), in: folder.url) != nil)
    }

    @Test func aPackageIsThrownAwayWhole() throws {
        try make("package@1")
        try StagingFolder.throwAway(folder.file("package@1"))
        #expect(names == [])
        #expect(throws: InferenceError.self) { try StagingFolder.throwAway(folder.file("package@1")) }
        #expect(names == [])
    }

    /// A link to a package elsewhere is taken away; the package stays.
    @Test func whatALinkLeadsToStays() throws {
        let other = try TemporaryFolder("elsewhere")
        try Data("x".utf8).write(to: other.file("model"))
        try FileManager.default.createSymbolicLink(at: folder.file("linked"), withDestinationURL: other.url)
        try StagingFolder.throwAway(folder.file("linked"))
        #expect(names == [])
        #expect(FileManager.default.fileExists(atPath: other.file("model").path))
    }
}
