import Foundation
import Inference

/// What a service asks of its worker process, one thing at a time; only `cancel` comes in between.
enum WorkerRequest: Codable, Sendable {
    /// Of both sides; raised with every change of a message.
    static let version = 1

    case load(id: Int, model: ModelReference)
    /// The body is the image.
    case work(id: Int, work: WorkKind, limits: ImageLimits)
    /// To be heeded before the next step.
    case cancel(id: Int)
    case ping
}
