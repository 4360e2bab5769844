import Foundation
import NIOSSL

/// How a client shows who it is, and how it knows a service.
package struct ServiceCredentials: Sendable {
    /// Sent with every request, and shown nowhere. nil: none.
    let token: String?
    /// Whom certificates must come from; nil: those that this machine trusts.
    let trustRoots: [NIOSSLCertificate]?

    package static let none = ServiceCredentials()

    private init() {
        token = nil
        trustRoots = nil
    }

    /// - Parameters:
    ///   - token: as `top5 token create` printed it; blanks and line ends around it do not count.
    ///   - caCertificate: path of a PEM file with the certificates of a private authority.
    /// - Throws: `ClientError.file` for a token that no header can carry, and for a file that is no certificate.
    package init(token: String? = nil, caCertificate: String? = nil) throws(ClientError) {
        if let token {
            let token = token.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw ClientError(.file, "The token is empty or has characters that no token has. Copy it again.")
            }
            self.token = token
        } else {
            self.token = nil
        }
        guard let caCertificate else {
            trustRoots = nil
            return
        }
        do {
            trustRoots = try NIOSSLCertificate.fromPEMFile(caCertificate)
        } catch {
            throw ClientError(
                .file, "'\(PlainText.of(caCertificate))' cannot be read as a PEM certificate.",
                detail: PlainText.of(String(describing: error)))
        }
    }
}
