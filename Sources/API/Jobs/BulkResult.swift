/// The answer to an action on all jobs that a filter matches.
package struct BulkResult: Codable, Sendable, Equatable {
    /// Jobs that the filter matched when the action began.
    package var matched: Int
    /// Those whose state allowed it.
    package var changed: Int

    package init(matched: Int, changed: Int) {
        self.matched = matched
        self.changed = changed
    }
}
