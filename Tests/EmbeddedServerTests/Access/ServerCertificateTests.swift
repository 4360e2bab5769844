import API
import Foundation
import Logging
import TestSupport
import Testing

@testable import EmbeddedServer

@Suite(.enabled(if: TestCertificate.canBeMade, "needs openssl")) struct ServerCertificateTests {
    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func files(_ folder: TemporaryFolder) -> TLSFiles {
        TLSFiles(certificate: folder.file("cert.pem").path, key: folder.file("key.pem").path)
    }

    @Test func aNewCertificateCountsOnceItsFilesHoldStill() async throws {
        let folder = try TemporaryFolder("tls")
        try await TestCertificate.make(for: "DNS:localhost", in: folder)
        let certificate = try ServerCertificate(files: files(folder), logger: quiet)
        let first = certificate.context
        certificate.refresh()
        certificate.refresh()
        #expect(certificate.context === first, "nothing has changed")

        let other = try TemporaryFolder("tls")
        try await TestCertificate.make(for: "DNS:localhost", in: other)
        try Data(contentsOf: other.file("cert.pem")).write(to: folder.file("cert.pem"))
        certificate.refresh()
        try Data(contentsOf: other.file("key.pem")).write(to: folder.file("key.pem"))
        certificate.refresh()
        #expect(certificate.context === first, "the files have just changed")
        certificate.refresh()
        let second = certificate.context
        #expect(second !== first)
        certificate.refresh()
        #expect(certificate.context === second)
    }

    @Test func aBrokenOneLeavesTheOneBeforeInUse() async throws {
        let folder = try TemporaryFolder("tls")
        try await TestCertificate.make(for: "DNS:localhost", in: folder)
        let certificate = try ServerCertificate(files: files(folder), logger: quiet)
        let first = certificate.context
        let good = try Data(contentsOf: folder.file("cert.pem"))
        for bad in [Data(), Data("no certificate".utf8), good.prefix(good.count / 2), nil] {
            if let bad {
                try bad.write(to: folder.file("cert.pem"))
            } else {
                try FileManager.default.removeItem(at: folder.file("cert.pem"))
            }
            certificate.refresh()
            certificate.refresh()
            #expect(certificate.context === first)
        }
        try good.write(to: folder.file("cert.pem"))
        certificate.refresh()
        certificate.refresh()
        #expect(certificate.context !== first, "mended, it is read again")
    }
}
