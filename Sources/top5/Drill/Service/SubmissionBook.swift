import Foundation
import Synchronization

/// What the clients of a round have sent, and what they were answered.
final class SubmissionBook: Sendable {
    /// An image whose 202 a client has seen.
    struct Accepted: Sendable, Equatable {
        /// Of the image, within the round.
        var index: Int
        var sample: Int
        var id: String
        var client: String
        var key: String
    }

    struct State: Sendable {
        var next = 0
        /// Images that may be sent by now.
        var released = 0
        var accepted: [Accepted] = []
        /// Submissions that were sent again, under their key, because no answer came.
        var lostAnswers = 0
        /// 429 and 503: the service asked to come again.
        var waits = 0
        /// Answers that a sound image should not get, in words.
        var refusals: [String] = []
    }

    private let state = Mutex(State())

    var now: State { state.withLock { $0 } }
    var acceptedCount: Int { state.withLock { $0.accepted.count } }

    /// Lets the clients send up to this many images of the round in all.
    func release(_ count: Int) { state.withLock { $0.released = max($0.released, count) } }

    /// The next image to send; nil while none is released.
    func take() -> Int? {
        state.withLock { state in
            guard state.next < state.released else { return nil }
            state.next += 1
            return state.next - 1
        }
    }

    func note(_ accepted: Accepted) { state.withLock { $0.accepted.append(accepted) } }
    func noteLostAnswer() { state.withLock { $0.lostAnswers += 1 } }
    func noteWait() { state.withLock { $0.waits += 1 } }
    func noteRefusal(_ words: String) { state.withLock { $0.refusals.append(words) } }
}
