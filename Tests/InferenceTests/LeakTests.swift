import Foundation
import TestSupport
import Testing

@testable import Inference

/// In processes of their own: the memory and the threads of other tests would be counted too. They leave as the program
/// does, by `_exit`: while it unloads itself, the engine crashes in about 3 of 100 processes (docs/architecture.md).
@Suite struct LeakTests {
    @Test func aThousandPicturesCostNoMemory() async {
        await #expect(processExitsWith: .success) {
            let names = ["orientation-6.jpg", "alpha.png", "swapped-profile.png", "lossy.webp"]
            let pictures = try names.map { try Fixture.bytes($0) }
            let damaged = try Fixture.bytes("orientation-1.jpg").prefix(650)
            let package = try ModelPackage.load(from: TestModel.bundled)
            let classifier = try await Classifier.load(package)
            func run(_ rounds: Int) async throws {
                for _ in 0..<rounds {
                    for picture in pictures { _ = try await classifier.classify(picture) }
                    _ = try? await classifier.classify(damaged)
                }
            }
            try await run(100)
            let before = try Self.residentKilobytes()
            try await run(200)
            let growth = try Self.residentKilobytes() - before
            try #require(growth < 4_000, "\(growth) kB more after 1000 pictures")
            _exit(EXIT_SUCCESS)
        }
    }

    @Test func aForgottenModelGivesItsThreadsBack() async {
        await #expect(processExitsWith: .success) {
            let package = try ModelPackage.load(from: TestModel.bundled)
            let picture = try Fixture.bytes("plain.png")
            func loadAndForget() async throws {
                let classifier = try await Classifier.load(package, settings: EngineSettings(threads: 3))
                _ = try await classifier.classify(picture)
            }
            // The allocator and the engine keep some memory for the next model; it stops growing after a few.
            for _ in 0..<8 { try await loadAndForget() }
            let threads = try Self.threads()
            let memory = try Self.residentKilobytes()
            for _ in 0..<12 { try await loadAndForget() }
            // Threads end by themselves a moment after their last work.
            let deadline = ContinuousClock.now + .seconds(10)
            while try Self.threads() > threads + 3, ContinuousClock.now < deadline { await Task.yield() }
            try #require(try Self.threads() <= threads + 3)
            let growth = try Self.residentKilobytes() - memory
            try #require(growth < 60_000, "\(growth) kB more after 12 loads of a model of 10 MB")
            _exit(EXIT_SUCCESS)
        }
    }

    private static func residentKilobytes() throws -> Int { try status("VmRSS:") }

    private static func threads() throws -> Int { try status("Threads:") }

    private static func status(_ key: String) throws -> Int {
        let lines = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix(key) })
        return try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
    }
}
