import API
import Crypto
import Foundation
import Testing

@testable import EmbeddedServer

@Suite struct AccessTokenTests {
    @Test func aTokenIsReadBackAndNoTwoAreAlike() throws {
        let tokens = (0..<200).map { _ in AccessToken.make() }
        #expect(Set(tokens.map(\.text)).count == 200)
        for token in tokens {
            let read = try #require(AccessToken(parsing: token.text), "\(token.text)")
            #expect(read.id == token.id)
            #expect(read.digest == token.digest)
        }
    }

    @Test(arguments: [
        "", "top5", "top5__", "top5_0123456789ab_", "top5_0123456789ab_short", "top5_0123456789AB_" + secret,
        "top4_0123456789ab_" + secret, "top5_0123456789a_" + secret, "top5_0123456789ab_" + secret + "x",
        "top5_../../../etc_" + secret, "top5_0123456789é_" + secret,
    ])
    func whatIsNoTokenIsNotReadAsOne(text: String) {
        #expect(AccessToken(parsing: text) == nil)
    }

    private static let secret = String(repeating: "a", count: 43)

    @Test func whatIsStoredDoesNotHoldTheSecret() throws {
        let token = AccessToken.make()
        let stored = try StoredToken(token, name: "ci", role: .submitter)
        let text = String(decoding: try WireCoding.encoder().encode(stored), as: UTF8.self)
        let secret = try #require(token.text.split(separator: "_", maxSplits: 2).last)
        #expect(!text.contains(secret))
        #expect(text.contains(token.id))
        #expect(stored.digest.map { token.digest == $0 } == true)
        #expect(stored.flaw == nil)
    }

    @Test(arguments: ["", "a b", "ä", "a\"b", "a/b", String(repeating: "n", count: 65), "a\n"])
    func aNameThatCouldNotStandInAFilterIsRefused(name: String) {
        #expect(throws: ServiceError.self) { _ = try StoredToken(AccessToken.make(), name: name, role: .viewer) }
    }

    @Test func rolesAreOrdered() {
        #expect(AccessRole.allCases.sorted() == [.viewer, .submitter, .operator])
    }
}
