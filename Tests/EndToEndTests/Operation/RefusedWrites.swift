import Foundation
import Glibc
import TestSupport

/// Has the kernel refuse what a running program writes to a database and its log, with the error of a read-only file system.
struct RefusedWrites {
    private let tracer: ChildProcess

    private static func arguments(_ process: Int32, _ database: String) -> [String] {
        let calls = "pwrite64,write,fsync,fdatasync,ftruncate"
        return ["-f", "-p", String(process), "-P", database, "-P", "\(database)-wal", "-e", "trace=\(calls)"]
            + ["-e", "inject=\(calls):error=EROFS"]
    }

    static func isAvailable() async -> Bool {
        guard let strace = CommandRun.program("strace"), let sleep = CommandRun.program("sleep"),
            let sleeper = try? ChildProcess(sleep, ["60"]),
            let tracer = try? ChildProcess(strace, arguments(sleeper.id, "/nothing"))
        else { return false }
        let isAttached = await Deadline.poll { tracer.errors.contains("attached") || tracer.exit != nil }
        return withExtendedLifetime(sleeper) { isAttached && tracer.exit == nil }
    }

    /// Returns once it counts.
    init(of process: Int32, to database: String) async throws {
        guard let strace = CommandRun.program("strace") else { throw ChildProcess.Failure("strace is not installed") }
        let tracer = try ChildProcess(strace, Self.arguments(process, database))
        guard await Deadline.poll({ tracer.errors.contains("attached") || tracer.exit != nil }), tracer.exit == nil
        else {
            throw ChildProcess.Failure("strace does not attach: \(tracer.errors)")
        }
        self.tracer = tracer
    }

    /// Lets the program write again. The kernel lets it go on without its tracer, which a test's children cannot count on to
    /// hear a milder signal.
    func end() async throws {
        tracer.kill(SIGKILL)
        _ = try await tracer.waitForExit(within: .seconds(20))
    }
}
