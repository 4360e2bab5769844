import ArgumentParser
import Client
import Foundation

/// How a command shows who it is to a service that wants tokens, and knows one that has a certificate.
struct CredentialOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "File with the token for the service; without it the variable TOP5_TOKEN counts.", valueName: "path"))
    var tokenFile: String?

    @Option(
        help: ArgumentHelp(
            "PEM file with the authority that an https service's certificate must come from.", valueName: "path"))
    var caCert: String?

    /// - Throws: `ClientError.file` for what cannot be read; no message has the token in it.
    func read() throws(ClientError) -> ServiceCredentials {
        try ServiceCredentials(token: try token(), caCertificate: caCert)
    }

    private func token() throws(ClientError) -> String? {
        guard let tokenFile else {
            let variable = ProcessInfo.processInfo.environment["TOP5_TOKEN"]
            return variable == "" ? nil : variable
        }
        guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
            throw ClientError(.file, "--token-file: '\(tokenFile)' cannot be read.")
        }
        guard !text.hasPrefix("{") else {
            throw ClientError(
                .file,
                "--token-file: '\(tokenFile)' is a service's own list of tokens. Give a file with the one token that `top5 "
                    + "token create` printed.")
        }
        return text
    }
}
