import Foundation
import Inference

/// Whether memory grows with the number of images.
struct SoakBench: Sendable {
    let classifier: Classifier
    let pictures: [Data]
    /// Images at once.
    let width: Int

    struct Point: Encodable, Sendable {
        var images: Int
        var residentBytes: Int

        enum CodingKeys: String, CodingKey {
            case images
            case residentBytes = "resident_bytes"
        }
    }

    private static let points = 10

    /// Resident memory at ten moments, the first after a tenth of the images.
    func run(images: Int) async throws -> [Point] {
        var points: [Point] = []
        let each = max(1, images / Self.points)
        for step in 1...Self.points {
            let counter = PieceCounter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<width {
                    group.addTask {
                        while true {
                            let piece = counter.next()
                            guard piece < each else { return }
                            _ = try await classifier.classify(pictures[piece % pictures.count])
                        }
                    }
                }
                try await group.waitForAll()
            }
            points.append(Point(images: step * each, residentBytes: ProcessUsage.residentBytes))
        }
        return points
    }
}
