import API
import Foundation

/// Values that a service could send.
enum WireSamples {
    static let id = "01JD0000000000000000000001"

    static func job(_ status: JobStatus = .queued, revision: Int = 1, id: String = id) -> Job {
        Job(
            id: id, status: status, revision: revision,
            image: ImageInfo(
                name: "cat.jpg", format: "jpeg", width: 500, height: 375, bytes: 51_234,
                sha256: String(repeating: "a", count: 64)),
            model: "tiny-resnet-64@1", client: "me@here", attempt: 1,
            createdAt: Date(timeIntervalSince1970: 1_780_000_000.25),
            prediction: status == .succeeded ? [Prediction(index: 282, label: "tabby", score: 0.64)] : nil)
    }

    /// An event as the service writes it.
    static func event(_ sequence: Int64, _ job: Job) throws -> String {
        let json = String(decoding: try WireCoding.encoder().encode(job), as: UTF8.self)
        return "id: \(sequence)\nevent: job\ndata: \(json)\n\n"
    }

    static func live(_ sequence: Int64) -> String { "id: \(sequence)\nevent: live\ndata: {}\n\n" }
}
