import Logging

/// Log lines, each given whole to whoever writes it: a file beside the dashboard, or standard error.
struct LineLogHandler: LogHandler {
    var logLevel = Logger.Level.info
    var metadata = Logger.Metadata()

    private let label: String
    private let write: @Sendable (LogLine) -> Void

    init(label: String, write: @escaping @Sendable (LogLine) -> Void) {
        self.label = label
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        write(LogLine(event, label: label, metadata: metadata))
    }
}
