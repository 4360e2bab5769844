/// Reads JSON as Python's `json` module does, which the tutorial's service uses: besides RFC 8259 it takes `NaN`,
/// `Infinity` and `-Infinity`, and it keeps integers of any size.
///
/// Foundation's decoders refuse the first and round the second.
struct JSONReader {
    enum Failure: Error, Equatable {
        /// With the place in bytes, from 0.
        case malformed(Int)
        case tooDeep
    }

    /// Lists and objects in one another; about where Python gives up.
    private static let maxDepth = 500
    /// Digits of an integer; Python's own limit.
    private static let maxDigits = 4300

    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    /// - Parameter bytes: UTF-8, with or without a byte order mark.
    static func read(_ bytes: some Sequence<UInt8>) throws(Failure) -> JSONValue {
        var reader = JSONReader(bytes: Array(bytes))
        if reader.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.place = 3 }
        let value = try reader.value()
        reader.skipSpace()
        guard reader.place == reader.bytes.count else { throw reader.malformed }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var malformed: Failure { .malformed(place) }
    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard place + length <= bytes.count else { return false }
        for offset in 0..<length where bytes[place + offset] != word.utf8Start[offset] { return false }
        place += length
        return true
    }

    private mutating func value() throws(Failure) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try nested { reader throws(Failure) in try reader.object() }
        case UInt8(ascii: "["): return try nested { reader throws(Failure) in try reader.array() }
        case UInt8(ascii: "\""): return .string(try string())
        default:
            if take("null") { return .null }
            if take("true") { return .bool(true) }
            if take("false") { return .bool(false) }
            if take("NaN") { return .number(.nan) }
            if take("Infinity") { return .number(.infinity) }
            if take("-Infinity") { return .number(-.infinity) }
            return try number()
        }
    }

    private mutating func nested(
        _ body: (inout JSONReader) throws(Failure) -> JSONValue
    ) throws(Failure) -> JSONValue {
        guard depth < Self.maxDepth else { throw .tooDeep }
        depth += 1
        place += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func array() throws(Failure) -> JSONValue {
        skipSpace()
        if take("]") { return .array([]) }
        var values: [JSONValue] = []
        while true {
            values.append(try value())
            skipSpace()
            if take("]") { return .array(values) }
            guard take(",") else { throw malformed }
        }
    }

    private mutating func object() throws(Failure) -> JSONValue {
        skipSpace()
        if take("}") { return .object([:]) }
        var members: [String: JSONValue] = [:]
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw malformed }
            let key = try string()
            skipSpace()
            guard take(":") else { throw malformed }
            members[key] = try value()
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw malformed }
        }
    }

    private mutating func digits() -> Int {
        let start = place
        while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
        return place - start
    }

    private mutating func number() throws(Failure) -> JSONValue {
        let start = place
        _ = take("-")
        if !take("0") {
            let count = digits()
            guard (1...Self.maxDigits).contains(count) else { throw malformed }
        }
        var isInteger = true
        let behindInteger = place
        if take(".") {
            if digits() > 0 { isInteger = false } else { place = behindInteger }
        }
        let behindFraction = place
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            if digits() > 0 { isInteger = false } else { place = behindFraction }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isInteger { return .integer(text) }
        guard let number = Double(text) else { throw malformed }
        return .number(number)
    }

    private mutating func string() throws(Failure) -> String {
        place += 1
        var text: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw malformed }
                place += 1
                return string
            case UInt8(ascii: "\\"):
                place += 1
                text += Array(String(try escape()).utf8)
            case 0..<0x20:
                throw malformed
            default:
                text.append(byte)
                place += 1
            }
        }
        throw malformed
    }

    private mutating func escape() throws(Failure) -> Unicode.Scalar {
        if take("\"") { return "\"" }
        if take("\\") { return "\\" }
        if take("/") { return "/" }
        if take("b") { return "\u{08}" }
        if take("f") { return "\u{0C}" }
        if take("n") { return "\n" }
        if take("r") { return "\r" }
        if take("t") { return "\t" }
        guard take("u") else { throw malformed }
        let unit = try hexadecimal()
        if (0xD800..<0xDC00).contains(unit) {
            let behindFirst = place
            if take("\\u") {
                let second = try hexadecimal()
                if (0xDC00..<0xE000).contains(second) {
                    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
                }
                place = behindFirst
            }
        }
        // Half a pair is no character; Python keeps it, Swift's strings can't.
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw malformed }
            unit = unit << 4 | UInt32(digit)
            place += 1
        }
        return unit
    }
}
