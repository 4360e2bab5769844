import API
import Jobs

/// What may be asked for beside an image: in the query, and stronger than that, in the body.
///
/// Each place is checked as a whole, also where another one overrides it: a value that is wrong is a caller's mistake, and
/// silence about it would let the caller believe that it counted.
struct SubmissionOptions {
    /// As it was written; whether there is such a model is for the library to say.
    private(set) var model: String?
    private(set) var topK: TopK?
    private(set) var priority: JobPriority?
    private let maxTopK: Int

    /// Nothing asked for.
    init(_ limits: Limits) {
        maxTopK = limits.maxTopK
    }

    /// Takes what one place says, over what was taken before.
    ///
    /// - Parameter value: the text of a name, nil where the place doesn't have it.
    /// - Throws: `INVALID_REQUEST`.
    mutating func take(_ value: (String) -> String?) throws(ServiceError) {
        if let text = value("model") { model = try Self.modelName(text) }
        if let text = value("top_k") { topK = try TopK(parsing: text, limit: maxTopK) }
        if let text = value("priority") { priority = try Self.priority(text) }
    }

    private static func modelName(_ text: String) throws(ServiceError) -> String {
        guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ServiceError(
                .invalidRequest,
                "model is '\(text.prefix(40))'; it must be name or name@version, 1 to 128 printable ASCII characters.")
        }
        return text
    }

    private static func priority(_ name: String) throws(ServiceError) -> JobPriority {
        guard let priority = JobPriority(rawValue: name) else {
            throw ServiceError(.invalidRequest, "priority is '\(name.prefix(40))'; it must be high, normal or low.")
        }
        return priority
    }
}
