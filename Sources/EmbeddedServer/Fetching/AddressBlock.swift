/// A range of addresses that are no servers of the public internet.
struct AddressBlock: Sendable {
    /// With its article: "a loopback address".
    let name: String
    /// Whether an operator may allow it: single hosts, of this machine or its network.
    let isHost: Bool

    private let prefix: NetworkAddress
    private let bits: Int

    private init?(_ text: String, _ name: String, isHost: Bool) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let prefix = NetworkAddress(String(parts[0])), let bits = Int(parts[1]) else {
            return nil
        }
        self.prefix = prefix
        self.bits = bits
        self.name = name
        self.isHost = isHost
    }

    private func contains(_ address: NetworkAddress) -> Bool {
        guard address.isIPv6 == prefix.isIPv6 else { return false }
        return zip(address.bytes, prefix.bytes).enumerated().allSatisfy { index, pair in
            let count = min(8, max(0, bits - index * 8))
            return count == 0 || (pair.0 ^ pair.1) >> (8 - count) == 0
        }
    }

    /// The block that an address belongs to; nil: it is a public one.
    static func of(_ address: NetworkAddress) -> AddressBlock? {
        // An IPv4 address, as a network without IPv4 of its own reaches it (RFC 6052).
        if let translation, translation.contains(address) { return of(NetworkAddress(bytes: address.bytes.suffix(4))) }
        return special.first { $0.contains(address) } ?? (isGlobal(address) ? nil : unassigned)
    }

    /// IPv6 has given out an eighth of its addresses to networks (RFC 4291, section 2.4).
    private static func isGlobal(_ address: NetworkAddress) -> Bool {
        !address.isIPv6 || global?.contains(address) == true
    }

    private static let global = AddressBlock("2000::/3", "a public address", isHost: true)
    private static let translation = AddressBlock("64:ff9b::/96", "a translated address", isHost: true)
    private static let unassigned = AddressBlock("::/0", "an unassigned address", isHost: false)

    /// IANA's registries of special-purpose addresses (RFC 6890 and its successors), and multicast.
    static let special: [AddressBlock] =
        hosts.compactMap { AddressBlock($0, $1, isHost: true) }
        + others.compactMap { AddressBlock($0, $1, isHost: false) }

    static let hosts: [(String, String)] = [
        ("127.0.0.0/8", "a loopback address"), ("::1/128", "a loopback address"),
        ("10.0.0.0/8", "a private address"), ("172.16.0.0/12", "a private address"),
        ("192.168.0.0/16", "a private address"), ("fc00::/7", "a unique local address"),
        ("169.254.0.0/16", "a link-local address"), ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local address"), ("100.64.0.0/10", "an address behind carrier-grade NAT"),
        ("198.18.0.0/15", "an address for benchmarks"), ("64:ff9b:1::/48", "a locally translated address"),
    ]

    static let others: [(String, String)] = [
        ("0.0.0.0/8", "an address of no host"), ("::/128", "an address of no host"),
        ("::ffff:0:0/96", "an IPv4 address written as IPv6"), ("::/96", "an IPv4 address written as IPv6"),
        ("224.0.0.0/4", "a multicast address"), ("ff00::/8", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"), ("192.0.0.0/24", "an address for protocols"),
        ("2001::/23", "an address for protocols"), ("2002::/16", "an address of a tunnel (6to4)"),
        ("192.88.99.0/24", "an address of a tunnel (6to4)"), ("100::/64", "an address that discards"),
        ("192.0.2.0/24", "an address for documentation"), ("198.51.100.0/24", "an address for documentation"),
        ("203.0.113.0/24", "an address for documentation"), ("2001:db8::/32", "an address for documentation"),
        ("3fff::/20", "an address for documentation"),
    ]
}
