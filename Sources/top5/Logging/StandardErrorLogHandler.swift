import Logging

/// Log lines to standard error, each in one write.
struct StandardErrorLogHandler: LogHandler {
    var logLevel = Logger.Level.info
    var metadata = Logger.Metadata()

    private let label: String
    private let format: LogFormat

    init(label: String, format: LogFormat) {
        self.label = label
        self.format = format
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let line = LogLine(event, label: label, metadata: metadata)
        StandardError.write(format == .json ? line.json : line.text)
    }
}
