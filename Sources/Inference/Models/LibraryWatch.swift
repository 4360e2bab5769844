import Foundation

/// Decides when a library looks at its folders again.
struct LibraryWatch: Sendable {
    private let pause: Duration
    private var lastLook: ContinuousClock.Instant
    private var fingerprint: FolderFingerprint

    /// - Parameter pause: between two looks, at least.
    init(pause: Duration, fingerprint: FolderFingerprint) {
        self.pause = pause
        self.fingerprint = fingerprint
        lastLook = .now
    }

    /// Whether it is time for a look, by whoever asked first.
    mutating func isDue(at now: ContinuousClock.Instant = .now) -> Bool {
        guard now - lastLook >= pause else { return false }
        lastLook = now
        return true
    }

    /// - Returns: whether something has changed since the last time.
    mutating func note(_ new: FolderFingerprint) -> Bool {
        defer { fingerprint = new }
        return new != fingerprint
    }
}
