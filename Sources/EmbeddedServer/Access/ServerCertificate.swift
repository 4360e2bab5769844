import API
import Foundation
import Logging
import NIOPosix
import NIOSSL
import ServiceLifecycle
import Synchronization

/// The certificate that new connections are greeted with: read again when its files change. Connections that are open keep
/// theirs.
final class ServerCertificate: Sendable {
    private struct State {
        var certificate: TLSFiles.Loaded
        /// The files as they were when they were last read, of use or not.
        var read: [FileFingerprint?]
        /// The files as they were when they were last looked at.
        var seen: [FileFingerprint?]
    }

    private let files: TLSFiles
    private let logger: Logger
    private let state: Mutex<State>

    /// - Throws: `ServiceError` `INVALID_REQUEST` for files that cannot be used: a service is not even started with them.
    init(files: TLSFiles, logger: Logger) throws(ServiceError) {
        self.files = files
        self.logger = logger
        let fingerprints = files.fingerprints
        let certificate = try files.load()
        state = Mutex(State(certificate: certificate, read: fingerprints, seen: fingerprints))
        warn(of: certificate)
    }

    /// For one connection's handshake.
    var context: NIOSSLContext { state.withLock { $0.certificate.context } }
    var notAfter: Date { state.withLock { $0.certificate.notAfter } }

    /// Reads the files again if they have changed, and have not changed since the last look: a certificate and its key are
    /// two files, which nobody replaces in the same moment. Blocks while it reads.
    func refresh() {
        let now = files.fingerprints
        let isDue = state.withLock { state in
            defer { state.seen = now }
            return now != state.read && now == state.seen
        }
        guard isDue else { return }
        do throws(ServiceError) {
            let certificate = try files.load()
            state.withLock { state in
                state.certificate = certificate
                state.read = now
            }
            logger.notice(
                "TLS certificate read; new connections get it",
                metadata: ["ends": .string(certificate.notAfter.formatted(.iso8601))])
            warn(of: certificate)
        } catch {
            let end = notAfter
            // Said once for each change: the files are read again when they change again.
            state.withLock { $0.read = now }
            logger.error(
                "the changed TLS certificate cannot be used; the one before stays in use",
                metadata: ["error": .string(error.description), "ends": .string(end.formatted(.iso8601))])
        }
    }

    private func warn(of certificate: TLSFiles.Loaded) {
        guard certificate.notAfter < .now else { return }
        logger.warning(
            "the TLS certificate has expired",
            metadata: ["ended": .string(certificate.notAfter.formatted(.iso8601))])
    }
}

/// Looks at the certificate's files every second, on a thread that may block.
struct CertificateWatch: Service {
    let certificate: ServerCertificate

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: .seconds(1))
                try await NIOThreadPool.singleton.runIfActive { certificate.refresh() }
            }
        }
    }
}
