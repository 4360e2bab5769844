import Foundation

/// Who may import whom: the table of `docs/architecture.md`, as data.
enum ImportRules {
    /// What comes with Swift and with the system; any module may use it.
    static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "Glibc", "Darwin", "Synchronization", "Dispatch", "CDispatch",
    ]

    static let allowed: [String: Set<String>] = [
        "API": [],
        "Inference": [
            "CAllocator", "CScheduler", "CResampler", "CVips", "CJPEG", "CLCMS", "COpenVINO", "Crypto", "NIOPosix",
        ],
        "Processes": ["Inference", "CProcess", "Logging", "NIOPosix", "ServiceLifecycle"],
        "Jobs": ["CHiredis", "Crypto", "GRDB", "GRDBSQLite", "Logging", "Metrics", "ServiceLifecycle"],
        "EmbeddedServer": [
            "API", "Inference", "Jobs", "Processes", "Crypto", "Hummingbird", "HummingbirdCore",
            "HTTPTypes", "Logging", "Metrics", "NIOCore", "NIOHTTP1", "NIOHTTPTypes", "NIOSSL", "ServiceLifecycle",
            // Images by address: a request over HTTP, and a thread for getaddrinfo, which blocks.
            "AsyncHTTPClient", "NIOPosix",
        ],
        "Client": [
            "API", "AsyncHTTPClient", "Crypto", "NIOCore", "NIOFoundationCompat", "NIOHTTP1", "NIOPosix", "NIOSSL",
            "ServiceLifecycle", "_NIOFileSystem",
        ],
        "TUI": ["API", "Client", "CNcurses", "CChafa", "Logging", "NIOPosix", "ServiceLifecycle"],
        "top5": [
            // Jobs: its connection to Redis, for the monitor of a Celery deployment.
            "API", "Client", "EmbeddedServer", "Inference", "Jobs", "Processes", "TUI", "ArgumentParser", "Logging",
            "NIOPosix", "ServiceLifecycle", "UnixSignals",
            // The service that `bench dashboard` makes up.
            "HTTPTypes", "Hummingbird", "NIOCore",
        ],
    ]

    /// Modules that only their wrapper's folder may import.
    static let homes: [String: String] = [
        "CVips": "Sources/Inference/Vips/",
        "CAllocator": "Sources/Inference/Memory/",
        "CScheduler": "Sources/Inference/Blocking/",
        "CJPEG": "Sources/Inference/JPEG/",
        "CLCMS": "Sources/Inference/Colour/",
        "CProcess": "Sources/Processes/Process/",
        "CResampler": "Sources/Inference/Preprocessing/",
        "COpenVINO": "Sources/Inference/OpenVINO/",
        "CNcurses": "Sources/TUI/Terminal/",
        "CChafa": "Sources/TUI/Preview/",
        "GRDB": "Sources/Jobs/SQLite/",
        "CHiredis": "Sources/Jobs/Redis/",
        "GRDBSQLite": "Sources/Jobs/SQLite/",
    ]

    static func check(_ file: SourceFile) -> [Violation] {
        guard let module = file.module else { return [] }
        guard let allowed = allowed[module] else {
            return [Violation(path: file.path, rule: "module \(module) is not in the import table")]
        }
        return imports(of: file).compactMap { line, imported in
            if !allowed.contains(imported) && !system.contains(imported) {
                return Violation(path: file.path, line: line, rule: "\(module) may not import \(imported)")
            }
            if let home = homes[imported], !file.path.hasPrefix(home) {
                return Violation(path: file.path, line: line, rule: "\(imported) is imported in \(home) only")
            }
            return nil
        }
    }

    /// The modules that a Swift file imports, each with its line, counted from 1.
    static func imports(of file: SourceFile) -> [(line: Int, module: String)] {
        file.code.enumerated().flatMap { index, line in
            line.split(separator: ";").compactMap { statement in
                importedModule(statement).map { (index + 1, $0) }
            }
        }
    }

    /// `Foundation` for `@preconcurrency package import struct Foundation.URL`, nil for anything but an import.
    private static func importedModule(_ statement: Substring) -> String? {
        var words = statement.split { $0 == " " || $0 == "\t" }[...]
        while let word = words.first, word.hasPrefix("@") || accessLevels.contains(String(word)) {
            words.removeFirst()
        }
        guard words.popFirst() == "import", var name = words.popFirst() else { return nil }
        if kinds.contains(String(name)), let next = words.popFirst() { name = next }
        return String(name.prefix { $0 != "." }).replacingOccurrences(of: "`", with: "")
    }

    private static let accessLevels: Set<String> = ["package", "internal", "fileprivate", "private", "public"]
    private static let kinds: Set<String> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
}
