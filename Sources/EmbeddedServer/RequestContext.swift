import Hummingbird
import Logging
import NIOCore

/// What a request carries from the first middleware to the handler.
struct ServiceRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The caller's `X-Request-Id` when it sent a sane one, else made by us.
    var requestID: String
    /// Whose token it came with; nil where none is asked for.
    var caller: Caller?
    let notes = RequestNotes()
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        requestID = ""
        channel = source.channel
    }

    /// Ends the connection some seconds from now, so that a caller who still sends gets to read the answer first
    /// (an immediate close resets the connection and loses it).
    func closeConnectionSoon() {
        channel.eventLoop.scheduleTask(in: .seconds(3)) { [channel] in
            channel.close(mode: .all, promise: nil)
        }
    }
}
