import Foundation
import Inference
import NIOPosix

/// The engine's three figures in one run: inference alone, preparation alone, both together.
///
/// They are compared with each other, so they take turns in short rounds: a machine with neighbours changes its speed by
/// a tenth from one second to the next, and what is measured side by side meets the same machine.
struct EngineBench: Sendable {
    let classifier: Classifier
    let pictures: [Data]
    /// Of each measurement, over all rounds.
    let seconds: Double
    static let rounds = 7
    /// In flight at once, as a full queue could have them.
    static let imagesPerCore = 12
    let cores: Int

    struct Result: Encodable, Sendable {
        var inference: Measurement
        var preparation: Measurement
        var together: Measurement
        /// One image at a time, nothing else at work.
        var single: Measurement

        /// Images a second if every core did nothing but the CPU time of both parts; median of the rounds.
        var limit: Double
        /// Of the limit of its round, reached by both together; median of the rounds.
        var share: Double
        /// The share in each round, ascending.
        var shares: [Double]
    }

    private struct Round {
        var inference: Measurement
        var preparation: Measurement
        var together: Measurement

        func limit(cores: Int) -> Double {
            Double(cores) * 1000 / (inference.cpuMilliseconds + preparation.cpuMilliseconds)
        }
    }

    func run(note: (String) -> Void) async throws -> Result {
        let preparation = classifier.imagePreparation
        let samples = try pictures.map { picture in
            var tensor = [UInt8](repeating: 0, count: preparation.tensorBytes)
            try tensor.withUnsafeMutableBufferPointer { _ = try preparation.prepare(picture, into: $0) }
            return tensor
        }
        let threads = NIOThreadPool(numberOfThreads: cores)
        threads.start()
        var rounds: [Round] = []
        for number in 1...Self.rounds {
            note("inference alone, preparation alone, both together: round \(number) of \(Self.rounds)")
            rounds.append(try await round(samples: samples, threads: threads))
        }
        try await threads.shutdownGracefully()
        note("one image at a time")
        let single = try await Measurement.run(seconds: seconds, width: 1) { piece in
            _ = try await classifier.classify(pictures[piece % pictures.count])
        }
        let shares = rounds.map { $0.together.imagesPerSecond / $0.limit(cores: cores) }.sorted()
        let limits = rounds.map { $0.limit(cores: cores) }.sorted()
        return Result(
            inference: .median(rounds.map(\.inference)), preparation: .median(rounds.map(\.preparation)),
            together: .median(rounds.map(\.together)), single: single, limit: limits[limits.count / 2],
            share: shares[shares.count / 2], shares: shares)
    }

    private func round(samples: [[UInt8]], threads: NIOThreadPool) async throws -> Round {
        let preparation = classifier.imagePreparation
        let time = seconds / Double(Self.rounds)
        return Round(
            inference: try await Measurement.run(seconds: time, width: cores * Self.imagesPerCore) { piece in
                _ = try await classifier.infer(samples: samples[piece % samples.count])
            },
            preparation: try await Measurement.run(seconds: time, width: cores) { piece in
                try await threads.runIfActive {
                    _ = try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: preparation.tensorBytes) {
                        try preparation.prepare(pictures[piece % pictures.count], into: $0)
                    }
                }
            },
            together: try await Measurement.run(seconds: time, width: cores * Self.imagesPerCore) { piece in
                _ = try await classifier.classify(pictures[piece % pictures.count])
            })
    }
}
