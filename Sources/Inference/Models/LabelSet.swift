package import Foundation

/// A model's class names, in the order of its outputs.
package struct LabelSet: Sendable, Equatable {
    package let labels: [String]

    package init(_ labels: [String]) { self.labels = labels }

    package var count: Int { labels.count }

    package subscript(index: Int) -> String { labels[index] }

    /// Reads `[{"wnid": …, "label": …}]` or `["…"]` from `.json`, one label a line from anything else.
    ///
    /// - Parameter skip: leading labels to leave out.
    /// - Throws: `MODEL_UNUSABLE`.
    package static func read(_ file: URL, skip: Int = 0) throws(InferenceError) -> LabelSet {
        let all: [String]
        do {
            let bytes = try Data(contentsOf: file)
            all = file.pathExtension.lowercased() == "json" ? try fromJSON(bytes) : try fromLines(bytes)
        } catch {
            throw InferenceError(
                .modelUnusable, "The labels \(file.lastPathComponent) can't be read.", cause: "\(error)")
        }
        let labels = Array(all.dropFirst(skip))
        guard !labels.isEmpty else {
            throw InferenceError(.modelUnusable, "The labels \(file.lastPathComponent) hold no label.")
        }
        return LabelSet(labels)
    }

    private struct Entry: Decodable {
        let label: String
    }

    private static func fromJSON(_ bytes: Data) throws -> [String] {
        let decoder = JSONDecoder()
        if let plain = try? decoder.decode([String].self, from: bytes) { return plain }
        return try decoder.decode([Entry].self, from: bytes).map(\.label)
    }

    private static func fromLines(_ bytes: Data) throws -> [String] {
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw CocoaError(.fileReadInapplicableStringEncoding)
        }
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
            $0.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        // Only the end of the last line: an empty label in between keeps its place.
        while lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines
    }
}
