import API
import Hummingbird

/// The query parameters that say which jobs are meant, of a listing and of an action on many.
enum ListParameters {
    /// Short forms of the words of the filter language.
    private static let words = ["state", "model", "client", "since", "until"]

    /// - Throws: `INVALID_REQUEST` for a parameter that would be ignored.
    static func check(_ query: Parameters, also others: [String] = []) throws(ServiceError) {
        let known = words + ["q"] + others
        if let other = query.first(where: { !known.contains(String($0.key)) })?.key {
            throw ServiceError(
                .invalidRequest,
                "'\(other)' is no parameter of this version; it takes \(known.sorted().joined(separator: ", ")).")
        }
    }

    /// All of them in the filter language.
    static func filter(_ query: Parameters) throws(ServiceError) -> String {
        let short = words.compactMap { key in
            query[Substring(key)].map { "\(key):\"\($0.replacing("\"", with: ""))\"" }
        }
        return (short + [query["q"].map(String.init) ?? ""]).filter { !$0.isEmpty }.joined(separator: " ")
    }
}
