import Foundation

/// A command's words, each any bytes.
struct RedisCommand: Sendable {
    private(set) var words: [Data]
    /// Only reads, or may be done twice: sent again where the connection broke before the answer came.
    var isRepeatable = false

    init(_ words: String...) {
        self.words = words.map { Data($0.utf8) }
    }

    mutating func add(_ text: String) { words.append(Data(text.utf8)) }
    mutating func add(_ number: some BinaryInteger) { add(String(number)) }
    mutating func add(_ bytes: Data) { words.append(bytes) }
    /// Empty for nil.
    mutating func add(_ text: String?) { add(text ?? "") }
    /// Empty for nil.
    mutating func add(_ number: Int64?) { add(number.map { String($0) }) }
    /// Preceded by their number.
    mutating func add(list texts: some Collection<String>) {
        add(texts.count)
        for text in texts { add(text) }
    }

    mutating func add(words more: [Data]) { words += more }

    /// Calls `body` with the words' beginnings and lengths.
    func withPointers<Result>(_ body: ([UnsafePointer<CChar>?], [Int]) -> Result) -> Result {
        let lengths = words.map(\.count)
        let all = words.reduce(into: Data(capacity: lengths.reduce(1, +))) { $0.append($1) } + [0]
        return all.withUnsafeBytes { bytes in
            var offset = 0
            let starts = lengths.map { length -> UnsafePointer<CChar>? in
                defer { offset += length }
                return bytes.baseAddress.map { ($0 + offset).assumingMemoryBound(to: CChar.self) }
            }
            return body(starts, lengths)
        }
    }
}
