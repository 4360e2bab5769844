import API
import Foundation
import Logging
import TestSupport
import Testing

@testable import EmbeddedServer

@Suite struct AccessControlTests {
    /// A file of tokens, and what a service knows of it.
    private struct Fixture {
        let folder: TemporaryFolder
        let file: TokenFile
        let control: AccessControl
        let token: AccessToken

        init() throws {
            folder = try TemporaryFolder("tokens")
            file = TokenFile(path: folder.file("tokens.json").path)
            token = try Self.add("ci", .submitter, to: file)
            control = try AccessControl(file: file, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        }

        @discardableResult
        static func add(_ name: String, _ role: AccessRole, to file: TokenFile) throws -> AccessToken {
            let token = AccessToken.make()
            let stored = try StoredToken(token, name: name, role: role)
            try file.update { tokens throws(ServiceError) in tokens.append(stored) }
            return token
        }

        func code(_ authorization: String?) -> ErrorCode? {
            do throws(ServiceError) {
                _ = try control.caller(authorization: authorization)
                return nil
            } catch {
                return error.code
            }
        }

        var code: ErrorCode? { code("Bearer \(token.text)") }
    }

    @Test func aTokenNamesItsCaller() throws {
        let fixture = try Fixture()
        let caller = try fixture.control.caller(authorization: "bearer  \(fixture.token.text)")
        #expect(caller == Caller(tokenID: fixture.token.id, name: "ci", role: .submitter))
        #expect(caller.limitedTo == "ci")
    }

    @Test func whatIsNotItIsRefused() throws {
        let fixture = try Fixture()
        let text = fixture.token.text
        let other = text.dropLast() + (text.hasSuffix("A") ? "B" : "A")
        let foreign = AccessToken.make().text
        let swapped = "top5_\(fixture.token.id)_\(foreign.suffix(43))"
        for bad in [
            nil, "", "Bearer", "Bearer ", text, "Basic \(text)", "Bearer \(text) x", "Bearer \(text),Bearer \(text)",
            "Bearer \(other)", "Bearer \(foreign)", "Bearer \(swapped)", "Bearer \(text.uppercased())",
        ] {
            #expect(fixture.code(bad) == .unauthenticated, "\(bad ?? "no header")")
        }
        #expect(fixture.code == nil)
    }

    @Test func changesOfTheFileCountAtOnce() throws {
        let fixture = try Fixture()
        let later = try Fixture.add("eve", .operator, to: fixture.file)
        #expect(try fixture.control.caller(authorization: "Bearer \(later.text)").role == .operator)
        try fixture.file.update { tokens throws(ServiceError) in tokens.removeAll { $0.name == "ci" } }
        #expect(fixture.code == .unauthenticated)
        #expect(fixture.code("Bearer \(later.text)") == nil)
    }

    @Test func aFileThatIsEmptiedLetsNobodyIn() throws {
        let fixture = try Fixture()
        try fixture.file.update { tokens throws(ServiceError) in tokens.removeAll() }
        #expect(fixture.code == .unauthenticated)
        #expect(fixture.code(nil) == .unauthenticated)
    }

    @Test(arguments: [
        "", "{", "[]", #"{"version": 2, "tokens": []}"#, #"{"tokens": []}"#,
        #"{"version": 1, "tokens": [{"id": "1", "name": "a", "role": "operator", "created_at": "2026-01-01T00:00:00Z", "sha256": "00"}]}"#,
        #"{"version": 1, "tokens": [{"id": "0123456789ab", "name": "a", "role": "king", "created_at": "2026-01-01T00:00:00Z", "sha256": "00"}]}"#,
    ])
    func aDamagedFileClosesAccessUntilItIsMended(text: String) throws {
        let fixture = try Fixture()
        let good = try Data(contentsOf: fixture.folder.file("tokens.json"))
        try write(Data(text.utf8), to: fixture.file)
        #expect(fixture.code == .accessUnavailable)
        #expect(fixture.code(nil) == .accessUnavailable)
        #expect(fixture.control.problem != nil)
        #expect(throws: ServiceError.self) { try Fixture.add("more", .viewer, to: fixture.file) }
        #expect(try Data(contentsOf: fixture.folder.file("tokens.json")) == Data(text.utf8), "it was written over")
        try write(good, to: fixture.file)
        #expect(fixture.code == nil)
        #expect(fixture.control.problem == nil)
    }

    @Test func aFileThatIsGoneClosesAccess() throws {
        let fixture = try Fixture()
        try FileManager.default.removeItem(atPath: fixture.file.path)
        #expect(fixture.code == .accessUnavailable)
        #expect(throws: ServiceError.self) {
            _ = try AccessControl(file: fixture.file, logger: Logger(label: "test"))
        }
    }

    @Test func aFileThatOthersCanWriteIsNotTrusted() throws {
        let fixture = try Fixture()
        #expect(chmod(fixture.file.path, 0o620) == 0)
        #expect(fixture.code == .accessUnavailable)
        #expect(chmod(fixture.file.path, 0o600) == 0)
        #expect(fixture.code == nil)
    }

    @Test func theFileIsForItsOwnerOnly() throws {
        let fixture = try Fixture()
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.file.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: fixture.folder.url.path).sorted()
                == ["tokens.json", "tokens.json.lock"])
    }

    private func write(_ data: Data, to file: TokenFile) throws {
        // In place, as an editor may: the same file with another content.
        let handle = try #require(FileHandle(forWritingAtPath: file.path))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: data)
        try handle.close()
    }
}
