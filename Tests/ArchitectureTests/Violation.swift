/// One place in the repository that breaks a rule of `docs/architecture.md`.
struct Violation: Equatable, CustomStringConvertible {
    var path: String
    /// Counted from 1; nil when the rule is about the whole file.
    var line: Int?
    var rule: String

    var description: String { "\(path)\(line.map { ":\($0)" } ?? ""): \(rule)" }
}
