@testable import TUI

/// Names as a file system or another client may hold them.
enum HostileNames {
    static let texts = [
        "clear\u{1B}[2J\u{1B}[H.jpg", "two\nlines.jpg", "tab\there.jpg", "bell\u{7}.jpg",
        "right\u{202E}gpj.exe", "\u{200B}zero\u{200D}width.jpg", "写真のファイル名です.jpg", "한국어 사진.png",
        "e\u{301}\u{323}\u{328}\u{302}\u{31B}\u{30C}clair.jpg", "👩‍🔬👨‍👩‍👧‍👦🇨🇭.jpg", "c1\u{9B}31mred.jpg",
        String(repeating: "long", count: 60) + ".jpg", "", " ", "\u{FEFF}bom.jpg",
    ]

    static let entries: [FileEntry] =
        texts.filter { !$0.isEmpty }.enumerated().map { FileEntry($0.element, size: 1000 * ($0.offset + 1)) } + [
            FileEntry(name: [0x69, 0x6E, 0xFF, 0xFE, 0x76, 0x2E, 0x6A, 0x70, 0x67], kind: .file, size: 7),
            FileEntry("folder\u{1B}]0;title\u{7}", kind: .folder),
        ]
}
