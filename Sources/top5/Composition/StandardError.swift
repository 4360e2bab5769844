import Glibc

/// Text for the person at the terminal, apart from results, which go to standard output.
enum StandardError {
    /// What cannot be written is lost: there is nowhere left to say so.
    static func write(_ text: String) {
        _ = FileDescriptorWriter.write(text, to: STDERR_FILENO)
    }

    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
