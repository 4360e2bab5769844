/// Every code that the service answers with, also in the `error` of a job. A code, once published, keeps its meaning.
package enum ErrorCode: String, Sendable, CaseIterable {
    // The request
    case invalidRequest = "INVALID_REQUEST"
    case invalidJSON = "INVALID_JSON"
    case missingImage = "MISSING_IMAGE"
    case invalidCursor = "INVALID_CURSOR"
    case invalidFilter = "INVALID_FILTER"
    case notFound = "NOT_FOUND"
    case expired = "EXPIRED"
    case methodNotAllowed = "METHOD_NOT_ALLOWED"
    case notAcceptable = "NOT_ACCEPTABLE"
    case conflict = "CONFLICT"
    case unknownModel = "UNKNOWN_MODEL"
    // The caller
    case unauthenticated = "UNAUTHENTICATED"
    case forbidden = "FORBIDDEN"
    case requestTimeout = "REQUEST_TIMEOUT"
    case headersTooLarge = "HEADERS_TOO_LARGE"
    case tooManyConnections = "TOO_MANY_CONNECTIONS"
    case accessUnavailable = "ACCESS_UNAVAILABLE"
    // The image
    case unsupportedImage = "UNSUPPORTED_IMAGE"
    case unreadableImage = "UNREADABLE_IMAGE"
    case bodyTooLarge = "BODY_TOO_LARGE"
    case imageTooLarge = "IMAGE_TOO_LARGE"
    case idempotencyMismatch = "IDEMPOTENCY_MISMATCH"
    // The image's address
    case urlFetchingOff = "URL_FETCHING_OFF"
    case invalidURL = "INVALID_URL"
    case urlHostNotAllowed = "URL_HOST_NOT_ALLOWED"
    case urlAddressNotAllowed = "URL_ADDRESS_NOT_ALLOWED"
    case urlRedirectRefused = "URL_REDIRECT_REFUSED"
    case urlUnreachable = "URL_UNREACHABLE"
    case urlFailed = "URL_FAILED"
    case urlTimeout = "URL_TIMEOUT"
    case tooManyFetches = "TOO_MANY_FETCHES"
    // The service
    case clientOverShare = "CLIENT_OVER_SHARE"
    case queueFull = "QUEUE_FULL"
    case uploadMemoryFull = "UPLOAD_MEMORY_FULL"
    case draining = "DRAINING"
    case noModel = "NO_MODEL"
    case storeUnavailable = "STORE_UNAVAILABLE"
    case storeInUse = "STORE_IN_USE"
    case internalError = "INTERNAL"
    // A job that was accepted; LEASE_EXPIRED comes from the queue. WORKER_CRASHED also answers for a preview
    case modelUnusable = "MODEL_UNUSABLE"
    case inferenceFailed = "INFERENCE_FAILED"
    case leaseExpired = "LEASE_EXPIRED"
    case workerCrashed = "WORKER_CRASHED"

    /// The HTTP status that carries this code.
    package var httpStatus: Int {
        switch self {
        case .invalidRequest, .invalidJSON, .missingImage, .invalidCursor, .invalidFilter, .unknownModel: 400
        case .invalidURL: 400
        case .unauthenticated: 401
        case .forbidden, .urlFetchingOff, .urlHostNotAllowed, .urlAddressNotAllowed: 403
        case .notFound: 404
        case .expired: 410
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .requestTimeout: 408
        case .conflict: 409
        case .bodyTooLarge, .imageTooLarge: 413
        case .unsupportedImage: 415
        case .unreadableImage, .idempotencyMismatch: 422
        case .clientOverShare: 429
        case .headersTooLarge: 431
        case .urlRedirectRefused, .urlUnreachable, .urlFailed: 502
        case .tooManyConnections, .accessUnavailable, .tooManyFetches, .uploadMemoryFull: 503
        case .queueFull, .draining, .noModel, .storeUnavailable, .storeInUse: 503
        case .urlTimeout: 504
        case .internalError, .modelUnusable, .inferenceFailed, .leaseExpired, .workerCrashed: 500
        }
    }

    /// Whether an answer with this code is none of the service's faults, whatever its status: its own limits, another's
    /// server, or what its health has said already.
    package var isExpected: Bool {
        switch self {
        case .queueFull, .draining, .storeUnavailable, .accessUnavailable, .tooManyFetches, .uploadMemoryFull,
            .urlRedirectRefused,
            .urlUnreachable, .urlFailed, .urlTimeout:
            true
        default: httpStatus < 500
        }
    }
}
