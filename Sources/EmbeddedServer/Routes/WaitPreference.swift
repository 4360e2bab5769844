/// `Prefer: wait=SECONDS` (RFC 7240, section 4.3): how long the caller would rather wait than come back.
enum WaitPreference {
    /// Seconds; a longer wish is cut to it, so that no proxy on the way gives up first.
    static let maxSeconds = 60

    /// The wish of a request's `Prefer` fields; nil without one, also for one that makes no sense, as the RFC has it.
    static func seconds(_ fields: [String]) -> Int? {
        for preference in fields.joined(separator: ",").split(separator: ",") {
            let own = preference.split(separator: ";", omittingEmptySubsequences: false)[0]
            let parts = own.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, trimmed(parts[0]).lowercased() == "wait" else { continue }
            let value = trimmed(parts[1])
            guard !value.isEmpty, value.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
            return min(Int(value) ?? maxSeconds, maxSeconds)
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        text.filter { !$0.isWhitespace && $0 != "\"" }
    }
}
