import Foundation
import TestSupport

/// What must not leave the machine on which somebody works: its paths and its network's names.
enum PrivacyRules {
    private static let patterns: [(pattern: String, rule: String)] = [
        (
            #"(?<![\w.~])/(home|Users)/(?!me/)[A-Za-z][\w.-]*/"#,
            "a path in somebody's home folder (/home/me is nobody's)"
        ),
        (#"(?<![\w.~])/root/"#, "a path in root's home folder"),
        (#"//([\w-]+\.)+(internal|intranet|corp|lan)\b"#, "a host name of a private network"),
        (
            #"//(10(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2})\b"#,
            "an address of a private network"
        ),
    ]

    /// Checks every line, comments and strings included.
    static func check(_ file: SourceFile, checkout: URL = Repository.root) -> [Violation] {
        let ownPath = checkout.standardizedFileURL.path + "/"
        return file.lines.enumerated().flatMap { index, line in
            var rules = patterns.filter { line.range(of: $0.pattern, options: .regularExpression) != nil }.map(\.rule)
            if ownPath.count > 4, line.contains(ownPath) { rules.append("the path of this checkout") }
            return rules.map { Violation(path: file.path, line: index + 1, rule: $0) }
        }
    }
}
