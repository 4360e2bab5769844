import Logging

/// The log of a headless process, to standard error.
enum ServiceLogger {
    /// - Throws: `CommandError` for a level that there is not.
    static func make(level name: String, format: LogFormat) throws(CommandError) -> Logger {
        guard let level = Logger.Level(rawValue: name) else {
            throw CommandError("--log-level is '\(name)'; it must be debug, info, notice, warning or error.", status: 2)
        }
        var logger = Logger(
            label: "top5",
            factory: { label in
                LineLogHandler(label: label) { StandardError.write(format == .json ? $0.json : $0.text) }
            })
        logger.logLevel = level
        return logger
    }
}
