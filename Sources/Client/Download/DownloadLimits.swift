/// How patient a download is.
package struct DownloadLimits: Sendable {
    /// Until a connection stands. Default 10 s.
    package var connect: Duration
    /// Without a byte of the answer. Default 30 s.
    package var idle: Duration
    /// For everything together; nil, the default: as long as bytes come.
    package var total: Duration?
    /// Tries in a row that bring no byte. Default 4.
    package var fruitlessTries: Int
    /// Tries in all, so that a server which cuts after every byte is not followed for ever. Default 50.
    package var tries: Int
    /// Redirects of one try that are followed. Default 5.
    package var redirects: Int
    /// Between tries.
    package var backoff: Backoff

    package init(
        connect: Duration = .seconds(10), idle: Duration = .seconds(30), total: Duration? = nil,
        fruitlessTries: Int = 4, tries: Int = 50, redirects: Int = 5,
        backoff: Backoff = Backoff(shortest: 0.5, longest: 8)
    ) {
        self.connect = connect
        self.idle = idle
        self.total = total
        self.fruitlessTries = fruitlessTries
        self.tries = tries
        self.redirects = redirects
        self.backoff = backoff
    }
}
