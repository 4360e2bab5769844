/// How far a download is.
package struct DownloadProgress: Sendable, Equatable {
    /// Of the file that are on disk, what an earlier try brought included.
    package var bytes: Int64
    /// Of the whole file; nil: not known.
    package var total: Int64?
    /// Bytes a second, over the last seconds; nil before there is anything to measure.
    package var rate: Double?
    /// Why the last try ended, while the next one is waited for.
    package var waitingAfter: DownloadError?

    package init(bytes: Int64, total: Int64?, rate: Double? = nil, waitingAfter: DownloadError? = nil) {
        self.bytes = bytes
        self.total = total
        self.rate = rate
        self.waitingAfter = waitingAfter
    }

    /// Seconds to the end at the present rate; nil where size or rate are not known.
    package var secondsLeft: Double? {
        guard let total, let rate, rate > 0, total >= bytes else { return nil }
        return Double(total - bytes) / rate
    }
}
