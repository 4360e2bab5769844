import Foundation

/// The id of a job whose service gives ids without an order: `TIME-ID`, so that lists sort by creation as those of top5
/// do, and the service's own id stands in it.
package enum TaskID {
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let length = 10

    /// The time in the first ten digits of a ULID.
    static func make(_ id: String, at date: Date) -> String {
        var rest = UInt64(max(0, min(date.timeIntervalSince1970 * 1000, 1e14)))
        var time: [Character] = []
        for _ in 0..<length {
            time.append(digits[Int(rest % 32)])
            rest /= 32
        }
        return String(time.reversed()) + "-" + id
    }

    /// The service's own id.
    package static func own(_ id: String) -> String {
        let start = id.index(id.startIndex, offsetBy: length, limitedBy: id.endIndex) ?? id.endIndex
        return id[start...].first == "-" ? String(id[start...].dropFirst()) : id
    }
}
