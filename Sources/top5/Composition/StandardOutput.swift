import Glibc

/// Results, for a person or the next program.
enum StandardOutput {
    /// - Throws: `CommandError` for a full disk or a closed output.
    static func write(_ text: String) throws(CommandError) {
        if let code = FileDescriptorWriter.write(text, to: STDOUT_FILENO) {
            throw CommandError("The results cannot be written to standard output: \(String(cString: strerror(code))).")
        }
    }
}
