import Foundation
import Synchronization
import Testing

@testable import Inference

/// What waits for the engine is computed together, and each answers for itself.
@Suite struct BatchTests {
    /// One batch at a time, so that all else waits.
    private func classifier() async throws -> Classifier {
        try await Classifier.load(
            ModelPackage.load(from: TestModel.bundled), settings: EngineSettings(threads: 1, requestLimit: 1))
    }

    /// Holds the engine's only request, from its first step until `open`.
    private final class Gate: Sendable {
        private let semaphore = DispatchSemaphore(value: 0)
        private let reached = AsyncStream<Void>.makeStream()

        func wait() {
            reached.continuation.finish()
            semaphore.wait()
        }

        func open() { semaphore.signal() }

        func held() async { for await _ in reached.stream {} }
    }

    private final class StepLog: Sendable {
        private let steps = Mutex<[ClassificationStep]>([])

        var all: [ClassificationStep] { steps.withLock(\.self) }

        func add(_ step: ClassificationStep) { steps.withLock { $0.append(step) } }
    }

    private func hold(_ classifier: Classifier, by gate: Gate) async throws -> Task<Void, any Error> {
        let bytes = try Fixture.bytes("plain.png")
        let task = Task {
            _ = try await classifier.classify(bytes) { step in if step == .decoding { gate.wait() } }
        }
        await gate.held()
        return task
    }

    private func untilWaiting(_ count: Int, _ classifier: Classifier) async throws {
        while classifier.network.queue.waitingCount != count { try await Task.sleep(for: .milliseconds(2)) }
    }

    @Test func whatWaitsIsComputedTogetherWithTheSameResults() async throws {
        let classifier = try await classifier()
        let pictures = try ["orientation-6.jpg", "plain.png", "orientation-3.jpg", "orientation-1.jpg"]
            .map { try Fixture.bytes($0) }
        var alone: [Classification] = []
        for picture in pictures { alone.append(try await classifier.classify(picture)) }

        let gate = Gate()
        let first = try await hold(classifier, by: gate)
        let steps = StepLog()
        var others: [Task<Classification, any Error>] = []
        for (number, bytes) in ([pictures[0], Data("no image".utf8)] + pictures[1...]).enumerated() {
            others.append(
                Task { try await classifier.classify(bytes, onStep: { steps.add($0) }) })
            try await untilWaiting(number + 1, classifier)
        }
        gate.open()
        try await first.value
        await #expect(throws: InferenceError.self) { try await others[1].value }
        for (place, task) in [others[0], others[2], others[3], others[4]].enumerated() {
            let result = try await task.value
            #expect(result.top.map(\.label) == alone[place].top.map(\.label))
            for (one, other) in zip(result.top, alone[place].top) { #expect(abs(one.score - other.score) < 1e-5) }
        }
        // Four of the five are a batch, of which one is no image; the fifth is another.
        let begun = steps.all.prefix(10)
        #expect(begun.filter { $0 == .decoding }.count == 4)
        #expect(begun.filter { $0 == .preprocessing }.count == 3)
        #expect(begun.suffix(3) == [.inferring, .inferring, .inferring])
        #expect(steps.all.last == .formatting)
    }

    @Test func whatWaitsCanBeCancelledAtOnce() async throws {
        let classifier = try await classifier()
        let gate = Gate()
        let first = try await hold(classifier, by: gate)
        let bytes = try Fixture.bytes("plain.png")
        let second = Task { try await classifier.classify(bytes) }
        try await untilWaiting(1, classifier)
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(classifier.network.queue.waitingCount == 0)
        gate.open()
        try await first.value
    }

    @Test func aStepThatIsRefusedCostsTheOthersNothing() async throws {
        struct Stop: Error {}
        let classifier = try await classifier()
        let gate = Gate()
        let first = try await hold(classifier, by: gate)
        let bytes = try Fixture.bytes("plain.png")
        let stopped = Task { try await classifier.classify(bytes) { if $0 == .inferring { throw Stop() } } }
        try await untilWaiting(1, classifier)
        let other = Task { try await classifier.classify(bytes) }
        try await untilWaiting(2, classifier)
        gate.open()
        try await first.value
        await #expect(throws: Stop.self) { try await stopped.value }
        #expect(try await other.value.top.count == 5)
    }
}
