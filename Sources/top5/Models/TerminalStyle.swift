import Foundation
import Glibc

/// Emphasis for people at a terminal; nothing of it in files and pipes, nor where `NO_COLOR` is set.
enum TerminalStyle {
    private static let isOn =
        isatty(STDOUT_FILENO) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
        && ProcessInfo.processInfo.environment["TERM"] != "dumb"

    static func dim(_ text: String) -> String { isOn && !text.isEmpty ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
