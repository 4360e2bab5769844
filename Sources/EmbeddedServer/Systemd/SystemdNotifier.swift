import API
import Foundation
import Logging
import ServiceLifecycle

/// Tells systemd when the service is ready, how it stands, that it lives, and that it stops.
///
/// The sign of life comes only while the store answers and the worker's loop goes round: a service that hangs is restarted.
/// A full disk or a lock is no reason for that: the store answers, with an error, and a restart would not help.
struct SystemdNotifier: Service {
    let socket: NotifySocket
    let logger: Logger
    private let readiness: @Sendable () async -> Readiness
    /// - Parameter limit: how long ago the loop may have gone round.
    private let isAlive: @Sendable (_ limit: Duration) async -> Bool

    /// How often readiness is looked at.
    private static let lookSeconds = 1.0
    /// What the worker's loop may take for a round where a lock makes each of its writes wait.
    private static let slowRound = Duration.seconds(30)

    init(socket: NotifySocket, health: ServiceHealth, logger: Logger) {
        self.init(socket: socket, logger: logger, readiness: health.readiness, isAlive: health.isAlive)
    }

    init(
        socket: NotifySocket, logger: Logger, readiness: @escaping @Sendable () async -> Readiness,
        isAlive: @escaping @Sendable (_ limit: Duration) async -> Bool
    ) {
        self.socket = socket
        self.logger = logger
        self.readiness = readiness
        self.isAlive = isAlive
    }

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await reportReadiness() }
            if let watchdog = socket.watchdog { group.addTask { await feed(watchdog) } }
            group.addTask { try? await gracefulShutdown() }
            // The loops do not end by themselves.
            await group.next()
            group.cancelAll()
        }
        tell("STOPPING=1\nSTATUS=Shutting down")
    }

    /// `READY=1` once, and after that the state in words where it changes.
    private func reportReadiness() async {
        var told: Readiness?
        var isReady = false
        repeat {
            let now = await readiness()
            if now != told {
                let status = now.ready ? "Ready" : "Not ready: " + now.reasons.joined(separator: " ")
                tell((now.ready && !isReady ? "READY=1\n" : "") + "STATUS=\(status.replacing("\n", with: " "))")
                isReady = isReady || now.ready
                told = now
            }
        } while (try? await Task.sleep(for: .seconds(isReady ? Self.lookSeconds * 5 : Self.lookSeconds / 5))) != nil
    }

    private func feed(_ watchdog: Duration) async {
        var isMissing = false
        repeat {
            if await isAlive(max(watchdog, Self.slowRound)) {
                tell("WATCHDOG=1")
                isMissing = false
            } else if !isMissing {
                logger.error("The worker's loop does not go round; the service manager gets no sign of life")
                isMissing = true
            }
        } while (try? await Task.sleep(for: watchdog / 2)) != nil
    }

    private func tell(_ message: String) {
        do {
            try socket.send(message)
        } catch {
            logger.warning("the service manager was not told", metadata: ["error": "\(error)"])
        }
    }
}
