import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Inference

@Suite struct EngineCacheTests {
    private let folder: TemporaryFolder
    private var cache: URL { folder.file("engine") }

    init() throws { folder = try TemporaryFolder("engine-cache") }

    private func scores() async throws -> [Double] {
        let settings = EngineSettings(mode: .latency, cacheFolder: cache)
        let classifier = try await Classifier.load(ModelPackage.load(from: TestModel.bundled), settings: settings)
        return try await classifier.classify(Fixture.bytes("plain.png")).top.map { Double($0.score) }
    }

    private func blobs() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: cache, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "blob" }
    }

    @Test func whatAKilledProcessWasWritingIsNotRead() async throws {
        let right = try await scores()
        let blob = try #require(try blobs().first)
        // The weights are gone, and the engine does not notice.
        var bytes = try Data(contentsOf: blob)
        bytes.resetBytes(in: bytes.count / 3..<bytes.count * 2 / 3)
        try FileManager.default.removeItem(at: blob)
        try bytes.write(to: blob)
        try Data().write(to: cache.appending(path: "in-use"))
        #expect(try await scores() == right)
        #expect(try await scores() == right)
        #expect(!FileManager.default.fileExists(atPath: cache.appending(path: "in-use").path))
    }

    @Test func aBlobThatIsNoneCostsOnlyTime() async throws {
        let right = try await scores()
        let blob = try #require(try blobs().first)
        try FileManager.default.removeItem(at: blob)
        try Data("no model".utf8).write(to: blob)
        #expect(try await scores() == right)
    }

    @Test func theFolderBelongsToOneAtATime() async throws {
        let cache = cache
        let isTaken = Flag()
        guard let first = EngineCache.take(cache) else {
            Issue.record("no cache in \(cache.path)")
            return
        }
        // On a thread of its own: it blocks, and the other tests need the few that tasks share.
        Thread.detachNewThread { if EngineCache.take(cache) != nil { isTaken.set() } }
        try await Task.sleep(for: .milliseconds(200))
        #expect(!isTaken.isSet)
        first.release()
        #expect(try await Deadline.poll(within: .seconds(20)) { isTaken.isSet })
    }

    private final class Flag: Sendable {
        private let value = Mutex(false)
        var isSet: Bool { value.withLock(\.self) }
        func set() { value.withLock { $0 = true } }
    }

    @Test func aFolderThatCannotBeIsDoneWithout() throws {
        let file = folder.file("file")
        try Data().write(to: file)
        let isTaken = EngineCache.take(file.appending(path: "engine")) != nil
        #expect(!isTaken)
    }
}
