/// The id of the request being answered, for whoever is called on its behalf.
enum RequestID {
    @TaskLocal static var current: String?

    /// 128 random bits in hexadecimal. Foundation's UUID opens a file for them, and every request waits.
    static func make() -> String {
        let words = [UInt64.random(in: .min ... .max), .random(in: .min ... .max)]
        return words.withUnsafeBytes { $0.hexadecimal }
    }
}
