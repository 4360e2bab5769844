import Foundation
import UnixSignals

/// The signals that ask for an orderly end: SIGTERM, SIGINT and, as the terminal is closed or the connection to it lost,
/// SIGHUP.
enum EndSignals {
    /// Read once, before anything is trapped: under `nohup` SIGHUP is ignored, and stays so.
    static let all: [UnixSignal] = isHangUpIgnored ? [.sigterm, .sigint] : [.sigterm, .sigint, .sighup]

    private static var isHangUpIgnored: Bool {
        var action = sigaction()
        guard sigaction(SIGHUP, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
