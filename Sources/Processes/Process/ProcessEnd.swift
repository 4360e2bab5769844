import Glibc

/// How a process came to its end.
package enum ProcessEnd: Equatable, Sendable {
    case signal(Int32)
    case exit(Int32)

    /// `SIGSEGV` or `exit-3`: fit for a file's name.
    package var name: String {
        switch self {
        case .exit(let status): "exit-\(status)"
        case .signal(let number): Self.signals[number] ?? "signal-\(number)"
        }
    }

    /// As part of a sentence: `was killed by SIGSEGV`, `ended with status 3`.
    package var clause: String {
        switch self {
        case .exit(let status): "ended with status \(status)"
        case .signal: "was killed by \(name)"
        }
    }

    /// - Parameter status: as waitpid(2) gives it; its macros are not visible in Swift.
    init(status: Int32) {
        self = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
    }

    private static let signals: [Int32: String] = [
        SIGSEGV: "SIGSEGV", SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP",
        SIGFPE: "SIGFPE",
        SIGKILL: "SIGKILL", SIGTERM: "SIGTERM", SIGALRM: "SIGALRM", SIGPIPE: "SIGPIPE", SIGINT: "SIGINT",
        SIGXCPU: "SIGXCPU", SIGSYS: "SIGSYS",
    ]
}
