import Foundation

/// A path that is typed, and how it can go on.
package struct PathCompletion: Sendable, Equatable {
    /// What the answer is for, as typed.
    package var text: String
    /// Names that fit, folders with a slash behind them, in natural order.
    package var names: [String]

    /// The longest beginning that all names share.
    package var common: String {
        guard var common = names.first else { return "" }
        for name in names.dropFirst() {
            common = String(zip(common, name).prefix { $0 == $1 }.map(\.0))
        }
        return common
    }
}

/// A path as somebody types it: absolute, below `~`, or relative to the folder that is shown.
package struct TypedPath: Sendable, Equatable {
    package let text: String
    private let folder: RawPath
    private let home: RawPath?

    /// As in Emacs, what stands before `//` or `/~` does not count, so that nobody has to delete it first.
    package init(_ text: String, in folder: RawPath, home: RawPath?) {
        var kept = Substring(text)
        while let double = kept.range(of: "//") { kept = kept[kept.index(before: double.upperBound)...] }
        if let tilde = kept.range(of: "/~") { kept = kept[kept.index(before: tilde.upperBound)...] }
        self.text = String(kept)
        self.folder = folder
        self.home = home
    }

    package var path: RawPath { resolved(text) }

    /// What is typed up to its last slash, as a folder.
    package var parent: RawPath { resolved(String(text[..<nameStart])) }

    /// What is typed behind the last slash.
    package var name: String { String(text[nameStart...]) }

    /// With the name behind the last slash replaced.
    package func completed(by name: String) -> String { text[..<nameStart] + name }

    private var nameStart: String.Index {
        text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
    }

    private func resolved(_ text: String) -> RawPath {
        if text.hasPrefix("/") { return Self.normal(Array(text.utf8)) }
        if text == "~" || text.hasPrefix("~/"), let home { return Self.normal(home.bytes + text.utf8.dropFirst()) }
        return text.isEmpty ? folder : Self.normal(folder.appending(Array(text.utf8)).bytes)
    }

    /// Without empty parts, `.` and `..`.
    private static func normal(_ bytes: [UInt8]) -> RawPath {
        var parts: [ArraySlice<UInt8>] = []
        for part in bytes.split(separator: UInt8(ascii: "/")) {
            switch Array(part) {
            case [UInt8(ascii: ".")]: break
            case [UInt8(ascii: "."), UInt8(ascii: ".")]: _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return RawPath(bytes: [UInt8(ascii: "/")] + parts.joined(separator: [UInt8(ascii: "/")]))
    }
}
