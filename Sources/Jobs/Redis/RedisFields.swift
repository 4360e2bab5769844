import Foundation

/// Fields of a job's hash, by name.
struct RedisFields {
    let id: String?
    // Twenty, and each short name is one comparison of a register: less than a table costs to make.
    private var fields: [(name: String, value: Data)] = []

    /// - Parameter reply: the id, then names and values.
    init(_ reply: RedisReply) {
        let parts = reply.array ?? []
        id = parts.first?.text
        fields.reserveCapacity(parts.count / 2)
        for index in stride(from: 1, to: parts.count - 1, by: 2) {
            if let name = parts[index].text, let value = parts[index + 1].data { fields.append((name, value)) }
        }
    }

    func bytes(_ name: String) -> Data? { fields.first { $0.name == name }?.value }
    func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }
    func number(_ name: String) -> Int64? { text(name).flatMap { Int64($0) } }
    func instant(_ name: String) -> JobInstant? { number(name).map(JobInstant.init(milliseconds:)) }

    var state: JobState? { text("state").flatMap(JobState.init(rawValue:)) }
    var fraction: Double { text("fraction").flatMap { Double($0) } ?? 0 }

    var failure: JobFailure? {
        text("code").map { code in
            JobFailure(
                code: code, message: text("message") ?? "", step: text("fstep"), retryable: text("retryable") == "1")
        }
    }

    /// nil where there are none. What can't be read is left out: the job is worth more than its history.
    var attempts: [FailedAttempt]? {
        bytes("attempts").map { (try? JSONDecoder().decode([FailedAttempt].self, from: $0)) ?? [] }
    }
}
