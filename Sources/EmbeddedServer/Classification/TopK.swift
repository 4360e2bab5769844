import API

/// How many classes a job asks for.
enum TopK: Equatable, Sendable {
    case count(Int)
    /// Every class of the model.
    case all

    /// - Parameters:
    ///   - text: a whole number from 1 to `limit`, or `all`.
    ///   - limit: the most that may be asked for by number.
    /// - Throws: `INVALID_REQUEST`.
    init(parsing text: String, limit: Int) throws(ServiceError) {
        if text == "all" {
            self = .all
            return
        }
        guard let count = Int(text), (1...limit).contains(count) else {
            throw ServiceError(
                .invalidRequest, "top_k is '\(text.prefix(40))'; it must be 1 to \(limit), or all.",
                details: ["limit": limit])
        }
        self = .count(count)
    }
}
