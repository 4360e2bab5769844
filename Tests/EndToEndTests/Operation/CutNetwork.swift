import Foundation
import TestSupport

/// A network in which a program and its caller are two machines, with a cable between them that can be pulled out.
struct CutNetwork {
    let home: TemporaryFolder

    /// Of the program.
    static let address = "198.18.0.1"
    private static let caller = "198.18.0.2"

    private var callerFile: URL { home.file("caller") }

    /// Put before a command: makes the network and becomes the command. The caller's machine ends with it.
    var prefix: [String] {
        let script = """
            ip link set lo up
            unshare --net setpriv --pdeathsig KILL sleep 3600 >/dev/null 2>&1 &
            caller=$!
            until [ "$(readlink /proc/$caller/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do sleep 0.05; done
            ip link add here type veth peer name there && ip link set there netns $caller || exit 1
            ip addr add \(Self.address)/24 dev here && ip link set here up || exit 1
            nsenter --net=/proc/$caller/ns/net sh -c 'ip addr add \(Self.caller)/24 dev there && ip link set there up'
            echo $caller >"$1"
            shift
            exec "$@"
            """
        return ["/usr/bin/env", "unshare", "--net", "sh", "-c", script, "sh", callerFile.path]
    }

    static func isAvailable() async -> Bool {
        let programs = ["ip", "nsenter", "setpriv", "unshare"]
        guard programs.allSatisfy({ CommandRun.program($0) != nil }), let home = try? TemporaryFolder("network") else {
            return false
        }
        let command = CutNetwork(home: home).prefix + ["true"]
        let run = try? await CommandRun.of(URL(filePath: command[0]), Array(command.dropFirst()))
        return run?.exit == .code(0)
    }

    /// A command on the program's own machine.
    func beside(_ process: Int32, _ command: [String]) -> [String] { Self.inNetwork(of: String(process), command) }

    /// A command on the caller's machine.
    func there(_ command: [String]) throws -> [String] {
        let caller = try String(contentsOf: callerFile, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        return Self.inNetwork(of: caller, command)
    }

    /// Connections with the caller that the program's machine knows of.
    func connections(of process: Int32) throws -> Int {
        // As the kernel writes it: in hexadecimal, its bytes from the last to the first.
        let caller = Self.caller.split(separator: ".").reversed().compactMap { UInt8($0) }
            .map { String(format: "%02X", $0) }.joined()
        return try String(contentsOfFile: "/proc/\(process)/net/tcp", encoding: .utf8)
            .components(separatedBy: " \(caller):").count - 1
    }

    func cut() async throws {
        let command = try there(["ip", "link", "set", "there", "down"])
        let run = try await CommandRun.of(URL(filePath: command[0]), Array(command.dropFirst()))
        guard run.exit == .code(0) else { throw ChildProcess.Failure("the cable cannot be cut: \(run.errors)") }
    }

    private static func inNetwork(of process: String, _ command: [String]) -> [String] {
        ["/usr/bin/env", "nsenter", "--net=/proc/\(process)/ns/net"] + command
    }
}
