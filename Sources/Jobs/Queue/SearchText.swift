import Foundation

/// Text as searches compare it: canonical composition, lower case, no control characters.
enum SearchText {
    static func fold(_ text: String) -> String {
        // Most names, and all ids, are this simple; the general way takes fifty times as long.
        if text.utf8.allSatisfy({ $0 >= 32 && $0 < 128 }) { return text.lowercased() }
        let folded = text.precomposedStringWithCanonicalMapping.lowercased()
        guard folded.unicodeScalars.contains(where: { $0.value < 32 }) else { return folded }
        var clean = String.UnicodeScalarView()
        clean.append(contentsOf: folded.unicodeScalars.map { $0.value < 32 ? " " : $0 })
        return String(clean)
    }

    /// What plain words are looked for in. The fields stand on lines of their own, so no word matches across two.
    static func of(_ job: JobRecord) -> String {
        [job.name, job.id.rawValue, job.summary ?? "", job.failure?.message ?? ""].map(fold).joined(separator: "\n")
    }
}
