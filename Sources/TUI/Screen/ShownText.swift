/// Makes text from outside (file names, labels, error messages) safe and exact to show in cells.
package enum ShownText {
    /// Text in which nothing can move the cursor, change a colour or reorder what follows.
    ///
    /// C0 controls become their pictures (U+2400 and on), other controls, bidirectional overrides, zero-width format
    /// characters and unassigned code points become U+FFFD; joined emoji shrink to their first scalar and flags to
    /// their two letters; at most four combining marks stay on a character, and one without a character stands on a
    /// dotted circle.
    package static func sanitise(_ text: String) -> String {
        if isPrintableASCII(text) { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for cluster in clusters(of: text) { result.unicodeScalars.append(contentsOf: cluster.scalars) }
        return result
    }

    /// Sanitised text in at most `width` cells; `ellipsis` replaces what is cut from the end.
    package static func truncate(_ text: String, to width: Int, ellipsis: String = "…") -> String {
        let shown = sanitise(text)
        guard DisplayWidth.of(shown) > width else { return shown }
        let mark = prefix(of: ellipsis, width: width)
        return prefix(of: shown, width: width - DisplayWidth.of(mark)) + mark
    }

    /// Sanitised text in at most `width` cells, cut in the middle so that the end with the file's extension stays.
    package static func truncateMiddle(_ text: String, to width: Int, ellipsis: String = "…") -> String {
        let shown = sanitise(text)
        guard DisplayWidth.of(shown) > width else { return shown }
        let room = width - DisplayWidth.of(ellipsis)
        let fileExtension = suffixFromLastDot(of: shown)
        let wanted = max(room / 2, fileExtension.map { DisplayWidth.of($0) + 1 } ?? 0)
        guard room >= 3, wanted < room else { return truncate(shown, to: width, ellipsis: ellipsis) }
        let end = suffix(of: shown, width: wanted)
        return prefix(of: shown, width: room - DisplayWidth.of(end)) + ellipsis + end
    }

    static func isPrintableASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    private static func prefix(of text: String, width: Int) -> String {
        var result = String.UnicodeScalarView()
        var used = 0
        for cluster in clusters(of: text) {
            guard used + cluster.width <= width else { break }
            used += cluster.width
            result.append(contentsOf: cluster.scalars)
        }
        return String(result)
    }

    private static func suffix(of text: String, width: Int) -> String {
        var kept: [ShownCluster] = []
        var used = 0
        for cluster in clusters(of: text).reversed() {
            guard used + cluster.width <= width else { break }
            used += cluster.width
            kept.append(cluster)
        }
        return kept.reversed().reduce(into: "") { $0.unicodeScalars.append(contentsOf: $1.scalars) }
    }

    /// `.jpeg` of `name.jpeg`, if it is short enough to be an extension.
    private static func suffixFromLastDot(of text: String) -> String? {
        guard let dot = text.lastIndex(of: "."), dot != text.startIndex else { return nil }
        let suffix = String(text[dot...])
        return suffix.unicodeScalars.count <= 8 ? suffix : nil
    }
}
