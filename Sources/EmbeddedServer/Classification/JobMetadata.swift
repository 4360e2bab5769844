import API
import Foundation
import Jobs

/// What the service keeps with each job: the queue stores it as bytes and never looks inside.
struct JobMetadata: Codable, Sendable {
    var image: ImageInfo
    /// Lines of the answer; fewer come where the model has fewer classes.
    var topK: Int
    /// Of the request that submitted the job, for the log; nil in jobs of versions that did not keep it.
    var requestID: String?

    private struct Origin: Decodable {
        var requestID: String?
    }

    static func requestID(of job: JobRecord) -> String? {
        (try? WireCoding.decoder().decode(Origin.self, from: job.metadata))?.requestID
    }
}
