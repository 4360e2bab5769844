import Foundation
import Inference
import NIOPosix

/// The engine's three figures in one run: inference alone, preparation alone, both together.
struct EngineBench: Sendable {
    let classifier: Classifier
    let pictures: [Data]
    /// Of each measurement.
    let seconds: Double
    let cores: Int

    struct Result: Encodable, Sendable {
        var inference: Measurement
        var preparation: Measurement
        var together: Measurement
        /// One image at a time, nothing else at work.
        var single: Measurement

        /// Images a second if every core did nothing but the CPU time of both parts.
        var limit: Double
        /// Of the limit, reached by both together.
        var share: Double { together.imagesPerSecond / limit }
    }

    func run(note: (String) -> Void) async throws -> Result {
        let preparation = classifier.imagePreparation
        let samples = try pictures.map { picture in
            var tensor = [UInt8](repeating: 0, count: preparation.tensorBytes)
            try tensor.withUnsafeMutableBufferPointer { _ = try preparation.prepare(picture, into: $0) }
            return tensor
        }
        note("inference alone")
        let inference = try await Measurement.run(seconds: seconds, width: cores * 2) { piece in
            _ = try await classifier.infer(samples: samples[piece % samples.count])
        }
        note("preparation alone")
        let threads = NIOThreadPool(numberOfThreads: cores)
        threads.start()
        let prepared = try await Measurement.run(seconds: seconds, width: cores) { piece in
            try await threads.runIfActive {
                _ = try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: preparation.tensorBytes) {
                    try preparation.prepare(pictures[piece % pictures.count], into: $0)
                }
            }
        }
        try await threads.shutdownGracefully()
        note("both together")
        let together = try await Measurement.run(seconds: seconds, width: cores * 4) { piece in
            _ = try await classifier.classify(pictures[piece % pictures.count])
        }
        note("one image at a time")
        let single = try await Measurement.run(seconds: seconds, width: 1) { piece in
            _ = try await classifier.classify(pictures[piece % pictures.count])
        }
        return Result(
            inference: inference, preparation: prepared, together: together, single: single,
            limit: Double(cores) * 1000 / (inference.cpuMilliseconds + prepared.cpuMilliseconds))
    }
}
