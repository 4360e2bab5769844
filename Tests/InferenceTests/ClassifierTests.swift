import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Inference

@Suite struct ClassifierTests {
    private func classifier(_ mode: EngineMode = .throughput) async throws -> Classifier {
        try await Classifier.load(ModelPackage.load(from: TestModel.bundled), settings: EngineSettings(mode: mode))
    }

    @Test(arguments: EngineMode.allCases) func givesATopFiveWithTimings(mode: EngineMode) async throws {
        let bytes = try Fixture.bytes("orientation-6.jpg")
        let result = try await classifier(mode).classify(bytes)
        #expect(result.model == "tiny-resnet-64@1")
        #expect(result.header == ImageHeader(format: .jpeg, width: 32, height: 48, bytes: bytes.count))
        #expect(result.top.count == 5)
        #expect(result.top.map(\.score) == result.top.map(\.score).sorted(by: >))
        #expect(result.top.allSatisfy { (0...1).contains($0.score) && !$0.label.isEmpty })
        let timings = result.timings
        #expect([timings.decoding, timings.preprocessing, timings.inferring, timings.formatting].allSatisfy { $0 > 0 })
    }

    @Test func allScoresAddUpToOne() async throws {
        let top = try await classifier().classify(Fixture.bytes("plain.png"), topK: 100).top
        #expect(top.count == 100)
        #expect(Set(top.map(\.index)).count == 100)
        let sum = top.map(\.score).reduce(0, +)
        #expect(sum > 0.9 && sum <= 1)
    }

    @Test func tellsEachStepInOrder() async throws {
        let steps = Mutex<[ClassificationStep]>([])
        _ = try await classifier().classify(Fixture.bytes("plain.png")) { step in
            steps.withLock { $0.append(step) }
        }
        #expect(steps.withLock(\.self) == ClassificationStep.allCases)
    }

    private struct Stop: Error {}

    @Test func stopsWhereAStepIsRefused() async throws {
        let steps = Mutex<[ClassificationStep]>([])
        let classifier = try await classifier()
        let bytes = try Fixture.bytes("plain.png")
        await #expect(throws: Stop.self) {
            try await classifier.classify(bytes) { step in
                steps.withLock { $0.append(step) }
                if step == .inferring { throw Stop() }
            }
        }
        #expect(steps.withLock(\.self) == [.decoding, .preprocessing, .inferring])
    }

    @Test func aCancelledTaskStopsBeforeItsNextStep() async throws {
        let classifier = try await classifier()
        let bytes = try Fixture.bytes("plain.png")
        let (decoding, began) = AsyncStream<Void>.makeStream()
        // Steps run on a thread that may block.
        let isCancelled = DispatchSemaphore(value: 0)
        let task = Task {
            try await classifier.classify(bytes) { step in
                #expect(step == .decoding)
                began.yield()
                isCancelled.wait()
            }
        }
        for await _ in decoding { break }
        task.cancel()
        isCancelled.signal()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(arguments: [0, -1]) func refusesATopKOutOfRange(topK: Int) async throws {
        let classifier = try await classifier()
        let bytes = try Fixture.bytes("plain.png")
        let error = await #expect(throws: InferenceError.self) { try await classifier.classify(bytes, topK: topK) }
        #expect(error?.code == .invalidRequest)
    }

    @Test func badInputHasItsCodeAndHarmsNothing() async throws {
        let classifier = try await classifier()
        let good = try Fixture.bytes("orientation-1.jpg")
        let bad: [(Data, InferenceError.Code)] = [
            (Data("not a picture, whatever its name says".utf8), .unsupportedImage),
            (Data(), .unreadableImage), (good.prefix(10), .unreadableImage), (good.prefix(650), .unreadableImage),
            (Fixture.pngHeader(width: 30_000, height: 30_000), .imageTooLarge),
            (Fixture.pngHeader(width: 30, height: 30), .unreadableImage),
        ]
        let before = try await classifier.classify(good).top
        for (bytes, code) in bad {
            let error = await #expect(throws: InferenceError.self) { try await classifier.classify(bytes) }
            #expect(error?.code == code, "\(String(describing: error))")
            #expect(error?.step == .decoding)
        }
        #expect(try await classifier.classify(good).top == before)
    }

    @Test func manyAtOnceGiveTheSameAsAlone() async throws {
        let names = ["plain.png", "orientation-3.jpg", "alpha.webp", "cmyk.jpg", "deep-grey.png", "moving.gif"]
        let classifier = try await classifier()
        var alone: [String: [ScoredLabel]] = [:]
        for name in names { alone[name] = try await classifier.classify(Fixture.bytes(name)).top }
        #expect(Set(alone.values.map { $0.map(\.index) }).count > 1)
        try await withThrowingTaskGroup(of: (String, [ScoredLabel]).self) { group in
            for round in 0..<64 {
                let name = names[round % names.count]
                group.addTask { (name, try await classifier.classify(Fixture.bytes(name)).top) }
            }
            for try await (name, top) in group { #expect(top == alone[name], "\(name)") }
        }
    }
}
