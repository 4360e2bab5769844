import ArgumentParser
import Foundation
import TUI

/// The dashboard's configuration file: where it is, what it may say, and whether it is right.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check the configuration of the dashboard, or print an example of one.",
        discussion: "To begin one: mkdir -p ~/.config/top5 && top5 config example > ~/.config/top5/config.toml",
        subcommands: [Check.self, Path.self, Example.self])

    /// Reads a configuration through and tells every problem.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell every problem of a configuration; exit status 1 when there is one.")

        @Argument(help: "The file (default: the one that the dashboard reads).")
        var file: String?

        func run() throws {
            let config = ConfigFile(given: file)
            guard let settings = try config.read() else {
                if file != nil { throw CommandError("There is no file '\(config.path)'.") }
                return try StandardOutput.write("There is no \(config.path): everything has its default.\n")
            }
            guard !settings.problems.isEmpty else {
                return try StandardOutput.write("\(config.path) is all right.\n")
            }
            // As compilers write it, so that editors find the line.
            let lines = settings.problems.map { problem in
                "\(config.path):\(problem.line.map { "\($0): " } ?? " ")\(problem.message)\n"
            }
            try StandardOutput.write(lines.map { ShownText.sanitise(String($0.dropLast())) + "\n" }.joined())
            let count = settings.problems.count
            throw CommandError(count == 1 ? "There is 1 problem." : "There are \(count) problems.")
        }
    }

    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print where the configuration is read from.")

        func run() throws {
            try StandardOutput.write("\(ConfigFile().path)\n")
        }
    }

    struct Example: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a configuration with every setting and key, each behind a #.")

        func run() throws {
            try StandardOutput.write(ConfigExample.text)
        }
    }
}
