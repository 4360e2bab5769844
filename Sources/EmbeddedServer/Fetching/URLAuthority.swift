/// `HOST[:PORT]` of an address, in one spelling: two readers of a URL that see two hosts in it are how a check is led past
/// what is then connected to. Names in digits (`127.1`, `0x7f.1`, `2130706433`), which only some take for addresses, are
/// no names here.
struct URLAuthority: Sendable, Equatable {
    /// A name in lower case without a last dot, or an address without brackets.
    let host: String
    /// The host, where it is an address.
    let address: NetworkAddress?
    let port: Int?

    private static let maxNameBytes = 253
    private static let maxLabelBytes = 63

    /// nil for what is not of this form, user names included.
    init?(parsing text: Substring) {
        var name = text
        var rest = Substring()
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            name = text[text.index(after: text.startIndex)..<end]
            rest = text[text.index(after: end)...]
        } else if let colon = text.firstIndex(of: ":") {
            name = text[..<colon]
            rest = text[colon...]
        }
        guard let port = Self.port(rest) else { return nil }
        self.port = port.isEmpty ? nil : Int(port)
        address = NetworkAddress(String(name))
        if let address {
            guard address.isIPv6 == text.hasPrefix("[") else { return nil }
            host = address.description
        } else {
            guard !text.hasPrefix("["), let host = Self.name(name) else { return nil }
            self.host = host
        }
    }

    /// The digits behind a colon, none where there is nothing; nil for no port.
    private static func port(_ text: Substring) -> Substring? {
        guard !text.isEmpty else { return text }
        let digits = text.dropFirst()
        guard text.hasPrefix(":"), digits.utf8.count <= 5, digits.utf8.allSatisfy(isDigit), let number = Int(digits),
            (1...65535).contains(number)
        else { return nil }
        return digits
    }

    /// Letters, digits, hyphens and underscores between dots; the last part is neither a number nor empty.
    private static func name(_ text: Substring) -> String? {
        let name = (text.hasSuffix(".") ? text.dropLast() : text).lowercased()
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= maxNameBytes, let last = labels.last, !isNumber(last),
            labels.allSatisfy({ label in
                (1...maxLabelBytes).contains(label.utf8.count) && label.utf8.allSatisfy(isNameByte)
                    && !label.hasPrefix("-") && !label.hasSuffix("-")
            })
        else { return nil }
        return name
    }

    private static func isNumber(_ label: Substring) -> Bool {
        label.utf8.allSatisfy(isDigit) || label.hasPrefix("0x")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }
}
