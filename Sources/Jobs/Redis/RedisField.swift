/// The fields of a job's hash that a store reads; the raw value is a field's place in what scripts answer. Beside them a hash
/// has what only the scripts need: its place in the queue, and its texts in small letters.
enum RedisField: Int, CaseIterable {
    case state, revision, sequence, attempt, step, fraction, finished, code, message, failureStep, retryable, attempts,
        notBefore
    // What the end of an attempt cannot change begins here.
    case name, route, client, metadata, bytes, digest, maxAttempts, priority, stop, created, queued, started, token
    case worker, leaseEnd, result, summary

    /// The first that the end of an attempt cannot change; a result and its summary its worker has.
    static let firstKept = RedisField.name

    /// As the hash has it: short, for each job has it.
    var key: String {
        switch self {
        case .revision: "rev"
        case .sequence: "seq"
        case .failureStep: "fstep"
        case .digest: "sha"
        case .maxAttempts: "max"
        case .priority: "prio"
        case .leaseEnd: "until"
        case .notBefore: "due"
        default: String(describing: self)
        }
    }

    /// The values in a table of Lua, for a constructor: that is several times as quick as a loop.
    static func values(_ fields: some Sequence<RedisField>, of table: String) -> String {
        fields.map { "\(table)['\($0.key)'] or false" }.joined(separator: ", ")
    }
}
