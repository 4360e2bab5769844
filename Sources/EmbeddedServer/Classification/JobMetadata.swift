import API
import Foundation

/// What the service keeps with each job: the queue stores it as bytes and never looks inside.
struct JobMetadata: Codable, Sendable {
    var image: ImageInfo
    /// Lines of the answer; fewer come where the model has fewer classes.
    var topK: Int
}
