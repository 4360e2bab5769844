/// A path as the kernel knows it: bytes, which need not be text. Shown as text, opened as bytes.
package struct RawPath: Sendable, Hashable {
    /// Absolute, without a trailing slash but for the root.
    package let bytes: [UInt8]

    private static let slash = UInt8(ascii: "/")

    package init(bytes: [UInt8]) {
        var bytes = bytes
        while bytes.count > 1, bytes.last == Self.slash { bytes.removeLast() }
        self.bytes = bytes.isEmpty ? [Self.slash] : bytes
    }

    package init(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    /// For the screen: bytes that are no UTF-8 become U+FFFD.
    package var shown: String { String(decoding: bytes, as: UTF8.self) }

    /// For the screen, with `home` written as `~`.
    package func shown(below home: RawPath?) -> String {
        guard let home, !home.isRoot else { return shown }
        if self == home { return "~" }
        guard bytes.starts(with: home.bytes + [Self.slash]) else { return shown }
        return "~" + String(decoding: bytes[home.bytes.count...], as: UTF8.self)
    }

    /// The path as text, only when no byte is lost by that.
    package var exactText: String? { String(validating: bytes, as: UTF8.self) }

    /// The last component; `/` for the root.
    package var nameBytes: [UInt8] {
        guard bytes.count > 1, let last = bytes.lastIndex(of: Self.slash) else { return bytes }
        return Array(bytes[(last + 1)...])
    }

    package var name: String { String(decoding: nameBytes, as: UTF8.self) }

    package var isRoot: Bool { bytes == [Self.slash] }

    /// The folder that holds this; the root's parent is the root.
    package var parent: RawPath {
        guard let last = bytes.lastIndex(of: Self.slash), last > 0 else { return RawPath(bytes: [Self.slash]) }
        return RawPath(bytes: Array(bytes[..<last]))
    }

    package func appending(_ name: [UInt8]) -> RawPath {
        RawPath(bytes: isRoot ? bytes + name : bytes + [Self.slash] + name)
    }
}
