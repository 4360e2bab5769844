/// How long the client waits for what. An upload has no limit of its own: it lasts as long as bytes move.
package struct ClientTimeouts: Sendable {
    /// Until a connection stands, and until one of the pool is free. Default 5 s.
    package var connect: Duration
    /// From a request that is not an upload to the head of its answer. Default 10 s.
    package var answer: Duration
    /// Without a byte of an answer or of the event stream, in which the service is heard every 5 s. Default 12 s.
    package var read: Duration
    /// Without a byte of an upload being taken. Default 30 s.
    package var write: Duration
    /// From the last byte of an upload to its answer, and from the head of that to its end. Default 30 s.
    package var uploadAnswer: Duration

    package init(
        connect: Duration = .seconds(5), answer: Duration = .seconds(10), read: Duration = .seconds(12),
        write: Duration = .seconds(30), uploadAnswer: Duration = .seconds(30)
    ) {
        self.connect = connect
        self.answer = answer
        self.read = read
        self.write = write
        self.uploadAnswer = uploadAnswer
    }
}
