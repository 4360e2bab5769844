import Foundation

/// A certificate of an authority that was made for a test.
package enum TestCertificate {
    /// Whether there is an openssl.
    package static let canBeMade = CommandRun.program("openssl") != nil

    /// Makes `cert.pem` with `key.pem` for `name`, signed by `ca.pem`; what of that name is there is replaced.
    /// - Parameter name: as in a `subjectAltName`: `DNS:localhost,IP:127.0.0.1`.
    package static func make(for name: String, in folder: TemporaryFolder) async throws {
        guard let openssl = CommandRun.program("openssl") else {
            throw ChildProcess.Failure("openssl is not installed")
        }
        try Data("subjectAltName=\(name)\n".utf8).write(to: folder.file("names"))
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        for arguments in [
            ["req", "-x509"] + key + ["-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test"],
            ["req"] + key + ["-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=localhost"],
            [
                "x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days",
                "2", "-extfile", "names", "-out", "cert.pem",
            ],
        ] {
            let run = try await CommandRun.of(openssl, arguments, folder: folder.url)
            guard run.exit == .code(0) else { throw ChildProcess.Failure("openssl \(arguments): \(run.errors)") }
        }
    }
}
