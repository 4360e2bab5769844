package import Foundation

/// How many uploads run at the same time: one more after each round that went well, half when the service turns one
/// away, one after a loss of the connection (additive increase, multiplicative decrease, with TCP's slow start).
package struct UploadWindow: Sendable, Equatable {
    package static let most = 8

    package private(set) var size = 4
    private var threshold = 4
    private var successes = 0

    package init() {}

    package mutating func succeeded() {
        successes += 1
        guard size < threshold || successes >= size else { return }
        successes = 0
        size = min(Self.most, size + 1)
    }

    package mutating func turnedAway() {
        threshold = max(1, size / 2)
        size = threshold
        successes = 0
    }

    package mutating func lost() {
        threshold = max(2, size / 2)
        size = 1
        successes = 0
    }
}

/// A pause that the service asked for, or that a lost connection forces.
package struct UploadHold: Sendable, Equatable {
    package enum Cause: Sendable, Equatable {
        case turnedAway, lostConnection
    }

    package var cause: Cause
    package var until: Date
    package var reason: String
}

/// How fast a batch goes, over the last seconds.
package struct SendingPace: Sendable {
    private static let seconds = 10.0
    private static let between = 0.25

    private var samples: [(at: Date, bytes: Int, files: Int)] = []

    package init() {}

    package mutating func note(bytes: Int, files: Int, at now: Date) {
        if let last = samples.last, now.timeIntervalSince(last.at) < Self.between { return }
        samples.append((now, bytes, files))
        samples.removeAll { now.timeIntervalSince($0.at) > Self.seconds }
    }

    /// nil until there is enough to tell.
    package func bytesPerSecond(bytes: Int, at now: Date) -> Double? {
        guard let first = samples.first, now.timeIntervalSince(first.at) >= 1, bytes > first.bytes else { return nil }
        return Double(bytes - first.bytes) / now.timeIntervalSince(first.at)
    }

    package func filesPerSecond(files: Int, at now: Date) -> Double? {
        guard let first = samples.first, now.timeIntervalSince(first.at) >= 1, files > first.files else { return nil }
        return Double(files - first.files) / now.timeIntervalSince(first.at)
    }
}
