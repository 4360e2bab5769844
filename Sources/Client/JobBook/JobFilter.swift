package import API
package import Foundation

/// The filter language, as whoever puts the program together reads it.
package struct JobFilter: Sendable {
    package typealias Matching = @Sendable (Job, Date) -> Bool

    /// - Throws: `ClientError.refused` with `INVALID_FILTER`.
    package let reading: @Sendable (String) throws(ClientError) -> Matching

    package init(reading: @escaping @Sendable (String) throws(ClientError) -> Matching) {
        self.reading = reading
    }

    /// Takes every job, whatever the text.
    package static let none = JobFilter { (_: String) throws(ClientError) -> Matching in { _, _ in true } }
}
