/// One dispatched event of a `text/event-stream`.
struct ServerSentEvent: Sendable, Equatable {
    /// `message` when the stream named none.
    var name: String
    /// Its `data` lines, joined by line feeds.
    var data: String
    /// The last `id` seen up to and including this event; nil before the first.
    var id: String?
}
