/// A ULID: 48 bits of milliseconds and 80 random bits as 26 characters of Crockford's base 32.
/// Sorts by creation; ids made by one `JobIDGenerator` grow strictly, also within a millisecond.
package struct JobID: RawRepresentable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package let rawValue: String

    /// Takes any text: an id that was never given out is simply not found.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }

    package static func < (a: JobID, b: JobID) -> Bool { a.rawValue < b.rawValue }
}
