import Glibc

/// Looking for a few words in an answer, which a load generator does instead of decoding it.
enum TextSearch {
    static func contains(_ word: String, in bytes: [UInt8]) -> Bool { place(of: word, in: bytes, from: 0) != nil }

    /// What stands behind `key`, up to the next quotation mark.
    static func value(behind key: String, in bytes: [UInt8], from start: Int = 0) -> (text: String, end: Int)? {
        guard let place = place(of: key, in: bytes, from: start),
            let end = bytes[place...].firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return (String(decoding: bytes[place..<end], as: UTF8.self), end)
    }

    /// Behind the first `word` at `start` or later.
    static func place(of word: String, in bytes: [UInt8], from start: Int) -> Int? {
        var word = word
        return word.withUTF8 { needle in
            bytes.withUnsafeBytes { hay in
                guard let base = hay.baseAddress, let wanted = needle.baseAddress else { return nil }
                var place = start
                while place + needle.count <= hay.count {
                    let left = hay.count - needle.count - place + 1
                    guard let found = memchr(base + place, Int32(wanted.pointee), left) else { return nil }
                    place = base.distance(to: UnsafeRawPointer(found))
                    if memcmp(base + place, wanted, needle.count) == 0 { return place + needle.count }
                    place += 1
                }
                return nil
            }
        }
    }
}
