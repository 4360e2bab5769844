/// How long the client waits for what. An upload has no limit of its own: it lasts as long as bytes move.
package struct ClientTimeouts: Sendable {
    /// Until a connection stands, and until one of the pool is free. Default 5 s.
    package var connect: Duration
    /// From a request that is not an upload to the head of its answer. Default 30 s.
    package var answer: Duration
    /// Between two reads. Three times the service's 15 s between comments of an event stream: default 45 s.
    package var read: Duration
    /// Between two writes of an upload. Default 30 s.
    package var write: Duration

    package init(
        connect: Duration = .seconds(5), answer: Duration = .seconds(30), read: Duration = .seconds(45),
        write: Duration = .seconds(30)
    ) {
        self.connect = connect
        self.answer = answer
        self.read = read
        self.write = write
    }
}
