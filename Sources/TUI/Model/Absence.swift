package import API
package import Foundation

/// A time in which the service was not heard, and what has changed meanwhile.
package struct Absence: Sendable, Equatable {
    package enum Cause: Sendable, Equatable {
        /// The connection was lost.
        case away
        /// The service has dropped events, because they were not taken fast enough.
        case gap
    }

    package var cause: Cause
    package let since: Date
    /// The service has answered again, and tells what has changed.
    package var hasReturned = false
    /// Jobs that have changed, as they are now; nil: forgotten.
    private var changes: [String: JobStatus?] = [:]

    package init(_ cause: Cause, since: Date) {
        self.cause = cause
        self.since = since
    }

    /// - Parameter status: nil: the job is forgotten.
    package mutating func note(_ id: String, _ status: JobStatus?) {
        changes.updateValue(status, forKey: id)
    }

    package var changed: Int { changes.count }

    package func count(_ status: JobStatus?) -> Int {
        changes.values.count { $0 == status }
    }

    /// `118 jobs changed: 112 done, 4 failed, 2 forgotten`
    package var summary: String {
        guard changed > 0 else { return Strings.nothingChanged }
        let parts: [(JobStatus?, String)] = [
            (.succeeded, Strings.done), (.failed, Strings.failed), (.cancelled, Strings.cancelled),
            (.running, Strings.running), (.queued, Strings.waitingWord), (nil, Strings.forgotten),
        ]
        let words = parts.compactMap { status, word in
            let number = count(status)
            return number > 0 ? "\(Shown.count(number)) \(word)" : nil
        }
        return "\(Strings.jobsChanged(changed)): \(words.joined(separator: ", "))"
    }

    /// What is said when everything is known again.
    package func sentence(at now: Date) -> String {
        switch cause {
        case .away: Strings.awayFor(Int(max(0, now.timeIntervalSince(since)).rounded()), summary)
        case .gap: Strings.tooSlow(summary)
        }
    }
}
