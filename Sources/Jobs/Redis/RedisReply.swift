import CHiredis
package import Foundation

/// What a server answered, copied out of the library's memory.
package enum RedisReply: Sendable, Equatable {
    case none
    case string(Data)
    case status(String)
    case error(String)
    case integer(Int64)
    case array([RedisReply])

    /// - Parameter reply: stays the caller's.
    init(copying reply: OpaquePointer) {
        switch credis_kind(reply) {
        case CREDIS_STRING: self = .string(Self.bytes(reply))
        case CREDIS_STATUS: self = .status(String(decoding: Self.bytes(reply), as: UTF8.self))
        case CREDIS_ERROR: self = .error(String(decoding: Self.bytes(reply), as: UTF8.self))
        case CREDIS_INTEGER: self = .integer(credis_integer(reply))
        case CREDIS_ARRAY:
            self = .array(
                (0..<credis_count(reply)).map { index in
                    credis_element(reply, index).map { RedisReply(copying: $0) } ?? .none
                })
        default: self = .none
        }
    }

    private static func bytes(_ reply: OpaquePointer) -> Data {
        var length = 0
        guard let start = credis_bytes(reply, &length) else { return Data() }
        return Data(bytes: start, count: length)
    }

    var data: Data? {
        if case .string(let data) = self { data } else { nil }
    }

    /// Of a string or a status.
    var text: String? {
        switch self {
        case .string(let data): String(decoding: data, as: UTF8.self)
        case .status(let text): text
        default: nil
        }
    }

    var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .string: text.flatMap { Int64($0) }
        default: nil
        }
    }

    var array: [RedisReply]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}
