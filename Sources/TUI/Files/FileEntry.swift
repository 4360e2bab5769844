/// One line of the file picker, as `lstat` and `stat` describe it.
package struct FileEntry: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case folder, file
        /// A link that leads nowhere, or that may not be followed.
        case brokenLink
        /// Sockets, devices and pipes: shown, never opened.
        case other

        /// What it is instead of a file; nil for files and folders.
        package var word: String? {
            switch self {
            case .folder, .file: nil
            case .brokenLink: Strings.brokenLinkWord
            case .other: Strings.noFileWord
            }
        }

        /// Why it can't be classified; nil for files and folders.
        package var refusal: String? {
            switch self {
            case .folder, .file: nil
            case .brokenLink: Strings.brokenLinkRefusal
            case .other: Strings.noFileRefusal
            }
        }
    }

    package let name: [UInt8]
    /// The name as text; bytes that are no UTF-8 are U+FFFD. Not yet safe for a terminal.
    package let shown: String
    package let kind: Kind
    /// Bytes of a file; 0 for everything else.
    package let size: Int
    /// Nanoseconds since 1970, to notice that a file was written anew.
    package let modified: Int64

    package init(name: [UInt8], kind: Kind, size: Int = 0, modified: Int64 = 0) {
        self.name = name
        self.shown = String(decoding: name, as: UTF8.self)
        self.kind = kind
        self.size = size
        self.modified = modified
    }

    package init(_ name: String, kind: Kind = .file, size: Int = 0, modified: Int64 = 0) {
        self.init(name: Array(name.utf8), kind: kind, size: size, modified: modified)
    }

    /// By the end of its name alone.
    package var looksLikeImage: Bool {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), name.count - dot <= 5 else { return false }
        // A bit makes small letters of capitals, and of nothing that is in these endings anything else.
        return Self.imageEndings.contains(name[(dot + 1)...].map { $0 | 0x20 })
    }

    private static let imageEndings = Set(
        ["jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "bmp", "heic", "heif", "avif"].map { Array($0.utf8) })

    package var isHidden: Bool { name.first == UInt8(ascii: ".") }
}
