import ArgumentParser
import EmbeddedServer
import Foundation
import Logging

/// Who may use the service, and over which connections.
struct AccessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "File of tokens, made by `top5 token` (default: tokens.json in the state folder, where there is one).",
            valueName: "path"))
    var tokenFile: String?

    @Option(help: ArgumentHelp("PEM file with the certificate and its chain: serve HTTPS.", valueName: "path"))
    var tlsCert: String?

    @Option(help: ArgumentHelp("PEM file with the certificate's private key.", valueName: "path"))
    var tlsKey: String?

    @Flag(help: "Show, but take and change nothing: no submitting, cancelling, retrying, forgetting.")
    var readOnly = false

    @Option(help: "Connections at once; further ones are refused.")
    var maxConnections: Int = ConnectionLimits().maxConnections

    @Option(help: "Seconds that a request's header may take.")
    var headTimeout: Int = ConnectionLimits().headSeconds

    @Option(
        help:
            "Seconds that a request's body may take, and one more for every \(ConnectionLimits().bodyBytesPerSecond) bytes."
    )
    var bodyTimeout: Int = ConnectionLimits().bodySeconds

    @Option(help: "Seconds for which an answer may wait without a byte of it being taken.")
    var answerTimeout: Int = ConnectionLimits().stalledSeconds

    @Option(help: ArgumentHelp("Permissions of a unix: socket, in octal, such as 660 for a group.", valueName: "mode"))
    var socketMode = "600"

    func validate() throws {
        guard (tlsCert == nil) == (tlsKey == nil) else {
            throw ValidationError("TLS needs both --tls-cert and --tls-key.")
        }
        guard (1...100_000).contains(maxConnections) else {
            throw ValidationError("--max-connections is \(maxConnections); it must be 1 to 100000.")
        }
        for (name, seconds) in [
            ("--head-timeout", headTimeout), ("--body-timeout", bodyTimeout), ("--answer-timeout", answerTimeout),
        ] where !(1...3600).contains(seconds) {
            throw ValidationError("\(name) is \(seconds); it must be 1 to 3600 seconds.")
        }
        guard let mode = UInt32(socketMode, radix: 8), mode & ~0o777 == 0, mode & 0o600 == 0o600 else {
            throw ValidationError("--socket-mode is '\(socketMode)'; it must be octal, 600 to 777, such as 600 or 660.")
        }
    }

    func configuration(state: StateFolder, logger: Logger) throws(CommandError) -> AccessConfiguration {
        var access = AccessConfiguration()
        let usual = TokenFile(path: state.tokens)
        access.tokenFile = tokenFile.map { TokenFile(path: $0) } ?? (usual.exists ? usual : nil)
        if let tlsCert, let tlsKey { access.tls = TLSFiles(certificate: tlsCert, key: tlsKey) }
        access.isReadOnly = readOnly
        access.socketMode = UInt32(socketMode, radix: 8) ?? 0o600
        access.connections.headSeconds = headTimeout
        access.connections.bodySeconds = bodyTimeout
        access.connections.stalledSeconds = answerTimeout
        access.connections.maxConnections = OpenFiles.makeRoom(for: maxConnections)
        if access.connections.maxConnections < maxConnections {
            logger.warning(
                "the limit on open files leaves room for fewer connections; raise it (ulimit -n, LimitNOFILE=)",
                metadata: [
                    "asked": .stringConvertible(maxConnections),
                    "connections": .stringConvertible(access.connections.maxConnections),
                ])
        }
        return access
    }
}
