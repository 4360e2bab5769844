import Synchronization

/// What one slot that waits would claim, and the way to tell it. Only the first answer counts.
package final class ClaimOffer: Sendable {
    package let request: ClaimRequest
    private let answer: Mutex<(@Sendable (ClaimedJob?) -> Void)?>

    /// - Parameter answer: called once, with the job that was claimed; nil: none was, the slot looks for itself.
    package init(_ request: ClaimRequest, answer: @escaping @Sendable (ClaimedJob?) -> Void) {
        self.request = request
        self.answer = Mutex(answer)
    }

    /// The slot begins at once. A store may do this as soon as all is written and only the commit is left: should that fail,
    /// the job is not there when the attempt's end is to be stored, which comes after, so nothing but work is lost.
    package func give(_ job: ClaimedJob) { takeAnswer()?(job) }

    package func decline() { takeAnswer()?(nil) }

    private func takeAnswer() -> (@Sendable (ClaimedJob?) -> Void)? {
        answer.withLock { answer in
            defer { answer = nil }
            return answer
        }
    }
}
