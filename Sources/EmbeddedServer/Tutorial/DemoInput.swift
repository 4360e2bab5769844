import API

/// What a demonstration task is given: any JSON that Python does not take for nothing.
enum DemoInput {
    static let maxBytes = 64 * 1024

    /// The body as text, for an answer to carry it as it came.
    ///
    /// - Throws: `INVALID_REQUEST` in the tutorial's words.
    static func read(_ body: some Sequence<UInt8>) throws(ServiceError) -> String {
        let bytes = Array(body)
        guard let value = try? JSONReader.read(bytes), isPlain(value) else {
            throw ServiceError(.invalidRequest, "The body must be JSON, with Content-Type: application/json")
        }
        guard value.isTrue else { throw ServiceError(.invalidRequest, "No data provided") }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return String(decoding: bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...], as: UTF8.self)
    }

    /// Without Python's NaN and infinities, which no other reader of JSON would take back.
    private static func isPlain(_ value: JSONValue) -> Bool {
        switch value {
        case .number(let number): number.isFinite
        case .array(let values): values.allSatisfy(isPlain)
        case .object(let members): members.values.allSatisfy(isPlain)
        case .null, .bool, .integer, .string: true
        }
    }
}
