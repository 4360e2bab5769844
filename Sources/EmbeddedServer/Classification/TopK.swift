import API

/// How many classes a job asks for.
enum TopK: Equatable, Sendable {
    case count(Int)
    /// Every class of the model.
    case all

    /// - Parameter text: a whole number, or `all`.
    /// - Throws: `INVALID_REQUEST`.
    init(parsing text: String) throws(ServiceError) {
        if text == "all" {
            self = .all
        } else if let number = Int(text) {
            self = .count(number)
        } else {
            throw ServiceError(.invalidRequest, "top_k is '\(text)'; it must be a whole number, or all.")
        }
    }
}
