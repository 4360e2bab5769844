/// In what way a store fails; also the label of a metric.
package enum StoreFault: String, Sendable, CaseIterable {
    /// No space is left on the disk, or in the quota.
    case full
    case readOnly = "read_only"
    /// Another program holds the database.
    case locked
    /// What is stored is not what was written. Does not pass.
    case damaged
    /// The disk or its mount.
    case io
    /// The server that has the store does not answer.
    case unreachable
    /// We have closed it ourselves.
    case closed
    case other
}
