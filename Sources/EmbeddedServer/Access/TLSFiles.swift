import API
import Foundation
import NIOSSL

/// A certificate with the chain below it, and its private key, as PEM files.
package struct TLSFiles: Sendable {
    package var certificate: String
    package var key: String

    /// What the files hold, ready for handshakes.
    struct Loaded: Sendable {
        let context: NIOSSLContext
        let notAfter: Date
    }

    package init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }

    /// One for each file; nil where there is none.
    var fingerprints: [FileFingerprint?] { [FileFingerprint(path: certificate), FileFingerprint(path: key)] }

    /// TLS 1.2 or later, HTTP/1.1.
    /// - Throws: `ServiceError` `INVALID_REQUEST` for files that cannot be read or do not belong together.
    func load() throws(ServiceError) -> Loaded {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificate)
        } catch {
            throw failure("--tls-cert: '\(certificate)' cannot be read as a PEM certificate", error)
        }
        let privateKey: NIOSSLPrivateKey
        do {
            privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
        } catch {
            throw failure("--tls-key: '\(key)' cannot be read as a PEM private key without a password", error)
        }
        guard let leaf = chain.first else {
            throw failure("--tls-cert: '\(certificate)' has no certificate", nil)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            return Loaded(
                context: try NIOSSLContext(configuration: configuration),
                notAfter: Date(timeIntervalSince1970: Double(leaf.notValidAfter)))
        } catch {
            throw failure("the key '\(key)' is not that of the certificate '\(certificate)'", error)
        }
    }

    private func failure(_ what: String, _ cause: (any Error)?) -> ServiceError {
        ServiceError(.invalidRequest, "TLS cannot be set up: \(what).", cause: cause.map { String(reflecting: $0) })
    }
}
