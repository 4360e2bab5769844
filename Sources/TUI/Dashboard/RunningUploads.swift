import Client

/// The uploads under way, to tell how far each is, and to cut them.
actor RunningUploads {
    /// Between two messages about bytes.
    private static let pace = Duration.milliseconds(100)

    private let time: TimeSource
    private var running: [Int: UploadProgress] = [:]
    private var reported: [Int: Int] = [:]
    private var isReporting = false

    init(time: TimeSource) {
        self.time = time
    }

    func began(_ number: Int, _ progress: UploadProgress) { running[number] = progress }

    func ended(_ number: Int) {
        running[number] = nil
        reported[number] = nil
    }

    /// - Returns: true when the service can't have all of it.
    func cut(_ number: Int) -> Bool { running[number]?.cut() ?? false }

    /// Tells of the bytes that have gone as long as there are uploads; only one call at a time does.
    func report(_ post: @Sendable ([Int: Int]) -> Void) async {
        guard !isReporting else { return }
        isReporting = true
        defer { isReporting = false }
        while !running.isEmpty, (try? await time.sleep(Self.pace)) != nil {
            let news = running.mapValues(\.sent).filter { $0.value != reported[$0.key, default: 0] }
            guard !news.isEmpty else { continue }
            reported.merge(news) { $1 }
            post(news)
        }
    }
}
