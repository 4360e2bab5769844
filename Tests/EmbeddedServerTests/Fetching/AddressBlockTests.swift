import Testing

@testable import EmbeddedServer

@Suite struct AddressBlockTests {
    @Test(arguments: [
        "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "100.127.255.255", "198.18.0.1", "198.19.255.255", "::1", "fc00::1", "fdff::1", "fe80::1",
        "febf::1",
        "fec0::1", "64:ff9b:1::1", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254",
    ])
    func hostsInsideANetworkCanBeAllowed(address: String) throws {
        let parsed = try #require(NetworkAddress(address))
        let block = try #require(AddressBlock.of(parsed))
        #expect(block.isHost, "\(block.name)")
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.0.1", "192.0.2.1",
        "198.51.100.1", "203.0.113.1", "192.88.99.1", "::", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1",
        "ff02::1",
        "100::1", "2001::1", "2001:1ff::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "4000::1", "5f00::1",
        "64:ff9b::0.0.0.0", "64:ff9b::224.0.0.1", "8000::1", "fe00::1",
    ])
    func whatIsNoHostNever(address: String) throws {
        let parsed = try #require(NetworkAddress(address))
        let block = try #require(AddressBlock.of(parsed))
        #expect(!block.isHost, "\(block.name)")
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
        "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1", "2606:4700::1111", "2a00:1450::1",
        "64:ff9b::8.8.8.8",
        "3ffe::1",
    ])
    func publicAddressesAreInNone(address: String) throws {
        let parsed = try #require(NetworkAddress(address))
        #expect(AddressBlock.of(parsed) == nil)
    }

    @Test func everyLineOfTheTableCounts() {
        #expect(AddressBlock.special.count == AddressBlock.hosts.count + AddressBlock.others.count)
    }

    @Test(arguments: ["", "127.1", "0x7f.0.0.1", "1.2.3.4.5", "1.2.3.256", "::1%lo", "[::1]", "localhost", "01.2.3.4 "])
    func onlyFullAddressesAreAddresses(text: String) {
        #expect(NetworkAddress(text) == nil)
    }
}
