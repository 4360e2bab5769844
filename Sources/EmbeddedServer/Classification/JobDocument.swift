import API
import Foundation

/// What the service keeps with each job: the queue stores it as bytes and never looks inside.
struct JobMetadata: Codable, Sendable {
    var image: ImageInfo
    var topK: Int
}

/// What a worker stores for a job that succeeded.
struct JobResult: Codable, Sendable {
    var prediction: [Prediction]
    var timings: JobTimings
}
