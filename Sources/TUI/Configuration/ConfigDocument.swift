/// What a configuration file says, before anybody has asked whether it makes sense. The format is the part of TOML 1.0
/// that people write by hand: sections, strings, numbers, switches, lists and comments.
package struct ConfigDocument: Sendable, Equatable {
    package struct Section: Sendable, Equatable {
        /// `["profile", "lab"]` for `[profile.lab]`; empty for what stands above the first section.
        package var name: [String]
        package var line: Int
        package var entries: [Entry] = []
    }

    package struct Entry: Sendable, Equatable {
        package var key: String
        package var value: ConfigValue
        package var line: Int
    }

    package internal(set) var sections: [Section]
    /// Lines that can't be read; all others count nevertheless.
    package internal(set) var problems: [ConfigProblem] = []

    package init(parsing text: String) {
        sections = [Section(name: [], line: 1)]
        var parser = ConfigParser(text)
        parser.parse(into: &self)
    }

    /// A section's heading as it is written.
    package static func heading(_ name: [String]) -> String { "[\(name.joined(separator: "."))]" }
}

package enum ConfigValue: Sendable, Equatable {
    case string(String)
    case number(Int)
    case toggle(Bool)
    indirect case list([ConfigValue])

    /// One string or a list of strings; nil for everything else.
    package var strings: [String]? {
        switch self {
        case .string(let text): [text]
        case .list(let values):
            values.allSatisfy { if case .string = $0 { true } else { false } }
                ? values.compactMap { if case .string(let text) = $0 { text } else { nil } } : nil
        case .number, .toggle: nil
        }
    }
}

/// What is wrong in a configuration file, where, and what to do about it.
package struct ConfigProblem: Sendable, Equatable, Error, CustomStringConvertible {
    /// Counted from 1; nil concerns the whole file.
    package var line: Int?
    package var message: String

    package init(line: Int?, _ message: String) {
        self.line = line
        self.message = message
    }

    package var description: String { line.map { Strings.problem(line: $0, message) } ?? message }
}
