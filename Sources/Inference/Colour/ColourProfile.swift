/// The little that must be known of an ICC profile (ICC.1:2022, 7.2 and 10).
enum ColourProfile {
    /// Whether it describes red, green and blue.
    static func isRGB(_ profile: [UInt8]) -> Bool {
        profile.withUnsafeBytes { ByteReader($0).has("RGB ", at: 16) }
    }

    /// Whether the profile names itself sRGB: converting from it would change nothing.
    static func isSRGB(_ profile: [UInt8]) -> Bool {
        profile.withUnsafeBytes { raw in
            let bytes = ByteReader(raw)
            guard bytes.has("RGB ", at: 16), let tags = bytes.big(128, 4), tags <= 100 else { return false }
            for tag in 0..<tags {
                let entry = 132 + tag * 12
                guard bytes.has("desc", at: entry), let offset = bytes.big(entry + 4, 4) else { continue }
                // Version 2 has ASCII behind a length, version 4 a table of UTF-16 strings.
                if bytes.has("desc", at: offset) { return bytes.has("sRGB", at: offset + 12) }
                guard bytes.has("mluc", at: offset), let text = bytes.big(offset + 24, 4) else { return false }
                return bytes.has([0, 0x73, 0, 0x52, 0, 0x47, 0, 0x42], at: offset + text)
            }
            return false
        }
    }
}
