/// Paths in pasted text, as terminals and file managers write them when files are dropped: one a line or several,
/// quoted for a shell, or as `file://` addresses.
package struct PastedPaths: Sendable, Equatable {
    /// One line: what it may mean, the likeliest first. Which one is right, the file system knows.
    package struct Line: Sendable, Equatable {
        package var readings: [[RawPath]]
        package var text: String
    }

    /// More lines than this are not looked at.
    package static let mostLines = 20_000

    package var lines: [Line]
    /// There were more.
    package var isCut: Bool

    /// - Parameters:
    ///   - folder: where a relative path begins.
    ///   - home: for `~`.
    package init(_ text: String, in folder: RawPath, home: RawPath?) {
        var texts = text.split(whereSeparator: \.isNewline).map { Self.trimmed($0) }.filter { !$0.isEmpty }
        // A list of addresses may have comments (RFC 2483), and GNOME's clipboard begins with what is to be done.
        if texts.contains(where: Self.isAddress) {
            texts.removeAll { $0.hasPrefix("#") || $0 == "copy" || $0 == "cut" }
        }
        isCut = texts.count > Self.mostLines
        lines = texts.prefix(Self.mostLines).map { text in
            var paths: [[RawPath]] = []
            func add(_ words: [[UInt8]]) {
                let reading = words.compactMap { Self.path($0, in: folder, home: home) }
                if !reading.isEmpty, reading.count == words.count, !paths.contains(reading) { paths.append(reading) }
            }
            add([Array(text.utf8)])
            if let words = ShellWords.split(text) { add(words) }
            return Line(readings: paths, text: text)
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        // A blank behind a backslash is part of a name.
        while text.last == " ", !text.hasSuffix("\\ ") { text.removeLast() }
        return String(text)
    }

    private static func isAddress(_ text: String) -> Bool { text.lowercased().hasPrefix("file:") }

    private static func path(_ word: [UInt8], in folder: RawPath, home: RawPath?) -> RawPath? {
        guard !word.isEmpty, !word.contains(0) else { return nil }
        if isAddress(String(decoding: word, as: UTF8.self)) { return path(ofAddress: word) }
        if word.first == UInt8(ascii: "/") { return RawPath(bytes: word) }
        if let home, word == [UInt8(ascii: "~")] { return home }
        if let home, word.starts(with: [UInt8(ascii: "~"), UInt8(ascii: "/")]) {
            return RawPath(bytes: home.bytes + word.dropFirst())
        }
        return folder.appending(word)
    }

    /// `file:///a%20b`, `file://host/a` and `file:/a` (RFC 8089).
    private static func path(ofAddress word: [UInt8]) -> RawPath? {
        var rest = word.dropFirst("file:".utf8.count)
        let slash = UInt8(ascii: "/")
        if rest.starts(with: [slash, slash]) { rest = rest.dropFirst(2).drop { $0 != slash } }
        guard rest.first == slash else { return nil }
        let bytes = percentDecoded(rest)
        return bytes.contains(0) ? nil : RawPath(bytes: bytes)
    }

    private static func percentDecoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == UInt8(ascii: "%"), index + 2 < text.endIndex,
                let value = UInt8(String(decoding: text[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                index += 3
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        return bytes
    }
}
