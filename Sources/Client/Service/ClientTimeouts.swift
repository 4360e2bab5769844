package import NIOCore

/// How long the client waits for what. An upload has no limit of its own: it lasts as long as bytes move.
package struct ClientTimeouts: Sendable {
    /// Until a connection stands, and until one of the pool is free. Default 5 s.
    package var connect: TimeAmount
    /// From a request that is not an upload to the head of its answer. Default 30 s.
    package var answer: TimeAmount
    /// Between two reads. Three times the service's 15 s between comments of an event stream: default 45 s.
    package var read: TimeAmount
    /// Between two writes of an upload. Default 30 s.
    package var write: TimeAmount

    package init(
        connect: TimeAmount = .seconds(5), answer: TimeAmount = .seconds(30), read: TimeAmount = .seconds(45),
        write: TimeAmount = .seconds(30)
    ) {
        self.connect = connect
        self.answer = answer
        self.read = read
        self.write = write
    }
}
