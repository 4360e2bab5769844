import Foundation

/// What the result backend keeps of a task, under `celery-task-meta-ID`.
struct CeleryMeta: Sendable, Equatable {
    static let prefix = "celery-task-meta-"

    var status: String
    var result: String?
    var exception: String?
    var exceptionType: String?
    var traceback: String?
    var done: Date?
    // With `result_extended` only.
    var name: String?
    var args: String?
    var kwargs: String?
    var worker: String?
    var queue: String?
    var retries: Int?

    /// - Parameter bytes: the whole value, or its beginning where it is too long to be read.
    /// - Returns: nil where not even the state can be told.
    init?(_ bytes: [UInt8], length: Int? = nil) {
        guard length == nil || length == bytes.count, let value = LooseValue(json: bytes), value.isObject,
            let status = value["status"].text
        else {
            guard let status = Self.status(in: bytes.prefix(512)) else { return nil }
            self.status = status
            let size = length ?? bytes.count
            result =
                "(\(size) bytes that are not read: \(bytes.first == 0x80 ? "they are pickled" : "too long, or no JSON"))"
            return
        }
        self.status = status
        traceback = value["traceback"].text
        done = value["date_done"].date
        name = value["name"].text
        args = value["args"].list.map { "(" + $0.map(\.line).joined(separator: ", ") + ")" } ?? value["args"].text
        kwargs = value["kwargs"].isObject ? value["kwargs"].line : value["kwargs"].text
        worker = value["worker"].text
        queue = value["queue"].text
        retries = value["retries"].count
        let result = value["result"]
        if let type = result["exc_type"].text {
            exceptionType = type
            let message = result["exc_message"]
            let words = message.list?.map(\.line).joined(separator: ", ") ?? message.line
            exception = words.isEmpty ? type : "\(type): \(words)"
        } else {
            self.result = result.line
            if status == "STARTED" { worker = worker ?? result["hostname"].text }
        }
    }

    /// Celery's own states; the longest first, since one must not be found in another.
    private static let states = [
        "SUCCESS", "FAILURE", "REVOKED", "STARTED", "RETRY", "PROGRESS", "PENDING", "IGNORED",
    ]

    /// A pickled dictionary has its texts in plain: the state right behind `status`.
    private static func status(in bytes: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let key = text.range(of: "status") else { return nil }
        let rest = text[key.upperBound...].prefix(32)
        return states.compactMap { state in rest.range(of: state).map { (state, $0.lowerBound) } }
            .min { $0.1 < $1.1 }?.0
    }
}
