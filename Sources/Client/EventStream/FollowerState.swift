import API
import Foundation

/// What a follower does next, decided from what it has been told; it does no input or output itself.
struct FollowerState: Sendable {
    enum Action: Sendable, Equatable {
        /// Hand this to the consumer.
        case yield(FollowerEvent)
        /// Open the stream, with `Last-Event-ID` if there is one, and report `connected` or `failed`.
        case connect(after: Int64?)
        /// Read on, and report `received` or `failed`.
        case read
        /// Drop the connection and wait.
        case wait(seconds: Double)
    }

    private enum Phase {
        case disconnected, connecting, open
        case waiting(seconds: Double)
    }

    private var phase = Phase.disconnected
    private var pending: ArraySlice<FollowerEvent> = []
    private var parser = ServerSentEventParser()
    private var lastSequence: Int64?
    private var backoff: Backoff
    private let address: String

    init(after sequence: Int64?, backoff: Backoff, address: String) {
        lastSequence = sequence
        self.backoff = backoff
        self.address = address
    }

    mutating func nextAction() -> Action {
        if let event = pending.popFirst() { return .yield(event) }
        switch phase {
        case .disconnected:
            phase = .connecting
            return .yield(.connecting)
        case .connecting:
            return .connect(after: lastSequence)
        case .open:
            return .read
        case .waiting(let seconds):
            phase = .disconnected
            return .wait(seconds: seconds)
        }
    }

    mutating func connected() {
        phase = .open
        parser = ServerSentEventParser()
    }

    /// Takes bytes of the stream, in order, split anywhere.
    mutating func received(_ bytes: some Sequence<UInt8>) {
        do throws(ClientError) {
            for event in try parse(bytes) { try take(event) }
        } catch {
            failed(error)
        }
    }

    /// The stream could not be opened, broke, or ended.
    mutating func failed(_ error: ClientError) {
        var seconds = backoff.next()
        if let asked = parser.retryMilliseconds {
            seconds = max(seconds, min(Double(asked) / 1000, backoff.longest))
        }
        pending.append(.disconnected(error, retryInSeconds: seconds))
        phase = .waiting(seconds: seconds)
    }

    private mutating func parse(_ bytes: some Sequence<UInt8>) throws(ClientError) -> [ServerSentEvent] {
        do throws(ServerSentEventParser.TooLong) {
            return try parser.feed(bytes)
        } catch {
            throw bad("an event longer than \(error.maxBytes) bytes")
        }
    }

    private mutating func take(_ event: ServerSentEvent) throws(ClientError) {
        switch event.name {
        case JobEvent.jobName:
            guard let sequence = event.id.flatMap({ Int64($0) }) else { throw bad("a job event without a sequence") }
            // A service may repeat what was under way when the last connection broke.
            if let lastSequence, sequence <= lastSequence { return }
            // Counted before it is decoded: one that cannot be decoded must not be asked for again for ever.
            lastSequence = sequence
            guard let job = try? WireCoding.decoder().decode(Job.self, from: Data(event.data.utf8)) else {
                throw bad("event \(sequence), which is no job")
            }
            pending.append(.job(sequence: sequence, job))
        case JobEvent.forgottenName:
            guard let sequence = event.id.flatMap({ Int64($0) }) else { throw bad("an event without a sequence") }
            if let lastSequence, sequence <= lastSequence { return }
            lastSequence = sequence
            guard let job = try? WireCoding.decoder().decode(ForgottenJob.self, from: Data(event.data.utf8)) else {
                throw bad("event \(sequence), which names no job")
            }
            pending.append(.forgotten(sequence: sequence, id: job.id))
        case JobEvent.liveName:
            // Also when it is lower: then the service counts anew, after its store was replaced.
            if let sequence = event.id.flatMap({ Int64($0) }) {
                if let lastSequence, sequence < lastSequence { pending.append(.replaced) }
                lastSequence = sequence
            }
            backoff.reset()
            pending.append(.live)
        case JobEvent.gapName:
            pending.append(.gap)
        default:
            break
        }
    }

    private func bad(_ what: String) -> ClientError {
        ClientError(
            .badAnswer, "\(address) sent what cannot be read: it is not a top5 service, or one of another version.",
            detail: what)
    }
}
