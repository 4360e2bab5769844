import Foundation
import Glibc
import NIOPosix

/// Asks the person at the terminal; standard output stays for results.
enum TerminalQuestion {
    static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// - Returns: the line without spaces around it; nil at the end of the input.
    static func ask(_ prompt: String) async throws -> String? {
        StandardError.write(prompt)
        // Waits for a person, so not on one of Swift's own threads.
        let line = try await NIOThreadPool.singleton.runIfActive { readLine() }
        return line?.trimmingCharacters(in: .whitespaces)
    }
}
