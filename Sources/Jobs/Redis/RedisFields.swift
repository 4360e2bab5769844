import Foundation

/// Fields of a job's hash, as a script gave them.
struct RedisFields {
    let id: String?
    /// The id, then the fields in the order of `RedisField`: all, or those that the end of an attempt can change.
    private let parts: [RedisReply]

    init(_ reply: RedisReply) {
        parts = reply.array ?? []
        id = parts.first?.text
    }

    func bytes(_ field: RedisField) -> Data? {
        let index = field.rawValue + 1
        return parts.indices.contains(index) ? parts[index].data : nil
    }

    func text(_ field: RedisField) -> String? { bytes(field).map { String(decoding: $0, as: UTF8.self) } }
    func number(_ field: RedisField) -> Int64? { text(field).flatMap { Int64($0) } }
    func instant(_ field: RedisField) -> JobInstant? { number(field).map(JobInstant.init(milliseconds:)) }

    var state: JobState? { text(.state).flatMap(JobState.init(rawValue:)) }
    var fraction: Double { text(.fraction).flatMap { Double($0) } ?? 0 }

    var failure: JobFailure? {
        text(.code).map { code in
            JobFailure(
                code: code, message: text(.message) ?? "", step: text(.failureStep), retryable: text(.retryable) == "1")
        }
    }

    /// nil where there are none. What can't be read is left out: the job is worth more than its history.
    var attempts: [FailedAttempt]? {
        bytes(.attempts).map { (try? JSONDecoder().decode([FailedAttempt].self, from: $0)) ?? [] }
    }
}
