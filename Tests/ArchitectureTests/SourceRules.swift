import Foundation

/// The rules that hold for every file, whatever its module.
enum SourceRules {
    static let mostLines = 400

    private static let emptyNames: Set<String> = [
        "util", "utils", "utilities", "utility", "helper", "helpers", "manager", "managers", "common", "extensions",
        "misc",
    ]
    private static let emptyEndings = ["Utils", "Util", "Utilities", "Helper", "Helpers", "Manager", "Managers"]

    /// Words that have no place in the product's code, each with what to do instead.
    private static let forbidden: [(pattern: String, rule: String)] = [
        (#"\bpublic\b"#, "`public`: use `package` between our targets"),
        (#"\bopen\s+(class|func|var)\b"#, "`open`: use `package` between our targets"),
        (#"\btry!"#, "`try!`: throw an error with a code"),
        (#"\bas!"#, "`as!`: use `as?` and say what is wrong"),
        (#"\bfatalError\b"#, "`fatalError`: throw an error with a code"),
        (#"\bTask\s*\.\s*detached\b"#, "`Task.detached`: run it as a Service or a child task"),
    ]

    static func checkSize(_ file: SourceFile) -> [Violation] {
        let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
        return count > mostLines
            ? [Violation(path: file.path, rule: "\(count) lines, \(mostLines) at most: split it by concept")] : []
    }

    static func checkNames(_ file: SourceFile) -> [Violation] {
        let folders = file.path.split(separator: "/").dropLast().map(String.init)
        let empty = (folders + [file.stem]).filter { name in
            emptyNames.contains(name.lowercased()) || emptyEndings.contains { name.hasSuffix($0) }
        }
        return empty.map { Violation(path: file.path, rule: "the name \($0) says nothing: name the concept") }
    }

    static func checkWords(_ file: SourceFile) -> [Violation] {
        file.code.enumerated().flatMap { index, line in
            forbidden.filter { line.range(of: $0.pattern, options: .regularExpression) != nil }
                .map { Violation(path: file.path, line: index + 1, rule: $0.rule) }
        } + checkUnfinished(file) + checkReasons(file)
    }

    private static func checkUnfinished(_ file: SourceFile) -> [Violation] {
        file.lines.enumerated().compactMap { index, line in
            line.range(of: #"\b(TODO|FIXME|XXX)\b"#, options: .regularExpression) == nil
                ? nil : Violation(path: file.path, line: index + 1, rule: "unfinished work is noted in an issue")
        }
    }

    /// An opt-out of the compiler's checks has its reason in a comment on its line or within three lines above.
    private static func checkReasons(_ file: SourceFile) -> [Violation] {
        file.code.enumerated().compactMap { index, line in
            guard line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") else { return nil }
            let near = file.lines[max(0, index - 3)...index]
            return near.contains { $0.contains("//") }
                ? nil : Violation(path: file.path, line: index + 1, rule: "an unchecked promise needs its reason")
        }
    }

    /// A shim's header shows none of its library's types: it does not include the library.
    static func checkShimHeader(_ file: SourceFile) -> [Violation] {
        file.lines.enumerated().compactMap { index, line in
            line.range(
                of: #"^\s*#\s*include\s*[<"](curses|ncurses|vips|glib|chafa|openvino|hiredis)"#,
                options: .regularExpression) == nil
                ? nil : Violation(path: file.path, line: index + 1, rule: "include the library in the .c file")
        }
    }
}
