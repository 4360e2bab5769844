/// Every code that the service answers with, also in the `error` of a job. A code, once published, keeps its meaning.
package enum ErrorCode: String, Sendable, CaseIterable {
    // The request
    case invalidRequest = "INVALID_REQUEST"
    case missingImage = "MISSING_IMAGE"
    case invalidCursor = "INVALID_CURSOR"
    case invalidFilter = "INVALID_FILTER"
    case notFound = "NOT_FOUND"
    case expired = "EXPIRED"
    case methodNotAllowed = "METHOD_NOT_ALLOWED"
    case conflict = "CONFLICT"
    case unknownModel = "UNKNOWN_MODEL"
    // The image
    case unsupportedImage = "UNSUPPORTED_IMAGE"
    case unreadableImage = "UNREADABLE_IMAGE"
    case bodyTooLarge = "BODY_TOO_LARGE"
    case imageTooLarge = "IMAGE_TOO_LARGE"
    case idempotencyMismatch = "IDEMPOTENCY_MISMATCH"
    // The service
    case queueFull = "QUEUE_FULL"
    case draining = "DRAINING"
    case noModel = "NO_MODEL"
    case storeUnavailable = "STORE_UNAVAILABLE"
    case storeInUse = "STORE_IN_USE"
    case internalError = "INTERNAL"
    // A job that was accepted; LEASE_EXPIRED comes from the queue
    case modelUnusable = "MODEL_UNUSABLE"
    case inferenceFailed = "INFERENCE_FAILED"
    case leaseExpired = "LEASE_EXPIRED"

    /// The HTTP status that carries this code.
    package var httpStatus: Int {
        switch self {
        case .invalidRequest, .missingImage, .invalidCursor, .invalidFilter, .unknownModel: 400
        case .notFound: 404
        case .expired: 410
        case .methodNotAllowed: 405
        case .conflict: 409
        case .bodyTooLarge, .imageTooLarge: 413
        case .unsupportedImage: 415
        case .unreadableImage, .idempotencyMismatch: 422
        case .queueFull, .draining, .noModel, .storeUnavailable, .storeInUse: 503
        case .internalError, .modelUnusable, .inferenceFailed, .leaseExpired: 500
        }
    }
}
