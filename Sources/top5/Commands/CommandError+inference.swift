import Client
import Inference

extension CommandError {
    /// With its code, and the engine's own last words where there are any.
    init(_ error: InferenceError) {
        let words = error.cause?.split(whereSeparator: \.isNewline).last.map { String($0.prefix(200)) }
        let isUsage = error.code == .unknownModel || error.code == .invalidRequest
        self.init(
            "\(error.message)\(words.map { " (\($0))" } ?? "") [\(error.code.rawValue)]", status: isUsage ? 2 : 1)
    }

    init(_ error: DownloadError) {
        self.init("\(error.message) [\(error.code.rawValue)]")
    }
}
