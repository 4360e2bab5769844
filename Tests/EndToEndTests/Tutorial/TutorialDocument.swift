import Foundation
import TestSupport

/// The tutorial as text: its curl commands, and the answers that it shows or builds in its code.
struct TutorialDocument {
    struct Block {
        /// `bash`, `json`, `python`, …
        var language: String
        var text: String
    }

    /// Fenced blocks in their order, by the number of their section of the second level (`3.1`).
    let blocks: [String: [Block]]

    /// The document beside the checkout: the one that has the tutorial's routes.
    static func find() throws -> TutorialDocument? {
        guard let folder = Repository.shared?.appending(path: "seeds") else { return nil }
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        for file in files.sorted(by: { $0.path < $1.path }) {
            guard let text = try? String(contentsOf: file, encoding: .utf8), text.contains("'/start-task'") else {
                continue
            }
            return TutorialDocument(text)
        }
        return nil
    }

    init(_ text: String) {
        var blocks: [String: [Block]] = [:]
        var section = ""
        var open: Block?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if trimmed.hasPrefix("```") {
                if let block = open { blocks[section, default: []].append(block) }
                open = open == nil ? Block(language: String(trimmed.dropFirst(3)), text: "") : nil
            } else if open != nil {
                open?.text += line + "\n"
            } else if let heading = line.wholeMatch(of: /## ([0-9]+\.[0-9]+) .*/) {
                section = String(heading.1)
            }
        }
        self.blocks = blocks
    }

    /// Every curl command of a section, with the answer that is shown before the next one.
    func commands(in section: String) -> [(line: ShellLine, shown: Shape?)] {
        var commands: [(line: ShellLine, shown: Shape?)] = []
        for block in blocks[section] ?? [] {
            if block.language == "bash" {
                commands += ShellLine.lines(of: block.text).filter { $0.words.first == "curl" }.map { ($0, nil) }
            } else if block.language == "json", let last = commands.indices.last, commands[last].shown == nil {
                commands[last].shown = LooseJSON.shape(of: block.text)
            }
        }
        return commands
    }

    /// The shapes of a section's JSON blocks, in their order.
    func shown(in section: String) -> [Shape] {
        (blocks[section] ?? []).filter { $0.language == "json" }.compactMap { LooseJSON.shape(of: $0.text) }
    }

    /// The code of the last function of a section that serves a route.
    func code(of route: String, in section: String) -> String? {
        let code = (blocks[section] ?? []).filter { $0.language == "python" && $0.text.contains("route('\(route)") }
        guard let text = code.last?.text, let start = text.range(of: "route('\(route)") else { return nil }
        let rest = text[start.upperBound...]
        return String(rest[..<(rest.range(of: ".route(")?.lowerBound ?? rest.endIndex)])
    }

    /// The names and types of `jsonify({…}), STATUS` in a function's code.
    static func answer(_ status: Int, in code: String) -> Shape? {
        guard let end = code.range(of: "}), \(status)"),
            let start = code[..<end.lowerBound].range(of: "jsonify({", options: .backwards)
        else { return nil }
        var members: [String: Shape] = [:]
        for match in code[start.upperBound..<end.lowerBound].matches(of: /"([a-z_]+)":\s*(["']?)/) {
            members[String(match.1)] = match.2.isEmpty ? .any : .string
        }
        return .object(members)
    }

    /// The names that `response` has for a task in `state`, from its literal and the branch of that state.
    static func names(state: String, in code: String) -> Set<String> {
        let literal = code.components(separatedBy: "response = {").last?.components(separatedBy: "}").first ?? ""
        let branch = code.components(separatedBy: "task.state == '\(state)':").dropFirst().first ?? ""
        let first = branch.components(separatedBy: "if ").first ?? ""
        return Set(
            literal.matches(of: /"([a-z_]+)":/).map { String($0.1) }
                + first.matches(of: /response\['([a-z_]+)'\]/).map { String($0.1) })
    }
}
