/// How results are written, into the clipboard or a file.
package enum ResultFormat: Sendable, Equatable {
    case text, csv, json, jsonLines, id, path

    /// Of a file that holds it.
    package var fileExtension: String {
        switch self {
        case .text, .id, .path: "txt"
        case .csv: "csv"
        case .json: "json"
        case .jsonLines: "jsonl"
        }
    }
}
