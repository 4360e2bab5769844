import Foundation
import Glibc

/// A network of namespaces: Redis in one of its own, and around it a machine for each party, with a cable that can be pulled
/// out. Nothing of it is seen outside, and it is gone with its last reference.
final class DrillNetwork: Sendable {
    /// A machine of its own.
    struct Party: Sendable {
        fileprivate var index: Int
        fileprivate var holder: pid_t

        /// Under which it reaches the hub.
        var hubAddress: String { "10.77.\(index).1" }
        fileprivate var cable: String { "top5-\(index)" }
    }

    private let hub: ServiceProcess
    private let holders: [ServiceProcess]
    let parties: [Party]

    /// - Throws: `CommandError` where the machine does not allow it, with the reason.
    init(parties count: Int, log: URL) async throws {
        hub = try Self.hold(log)
        holders = try (0..<count).map { _ in try Self.hold(log) }
        parties = holders.enumerated().map { Party(index: $0 + 1, holder: $1.id) }
        try await Self.untilSeparate([hub] + holders, log)
        try await Self.inside(hub.id, ["ip", "link", "set", "lo", "up"], log)
        for party in parties {
            let (cable, end) = (party.cable, "\(party.holder)")
            try await Self.inside(
                hub.id, ["ip", "link", "add", cable, "type", "veth", "peer", "name", "wire", "netns", end], log)
            try await Self.inside(hub.id, ["ip", "addr", "add", "\(party.hubAddress)/24", "dev", cable], log)
            try await Self.inside(hub.id, ["ip", "link", "set", cable, "up"], log)
            for command in [
                ["ip", "link", "set", "lo", "up"], ["ip", "addr", "add", "10.77.\(party.index).2/24", "dev", "wire"],
                ["ip", "link", "set", "wire", "up"],
            ] { try await Self.inside(party.holder, command, log) }
        }
    }

    /// Put before a program and its arguments: it runs at the hub.
    var hubPrefix: [String] { Self.prefix(hub.id) }
    /// Put before a program and its arguments: it runs on the party's machine.
    func prefix(_ party: Party) -> [String] { Self.prefix(party.holder) }

    /// Pulls the party's cable out, or puts it in again: what is sent meanwhile is lost without a word.
    func setCable(_ party: Party, isIn: Bool, log: URL) async throws {
        try await Self.inside(hub.id, ["ip", "link", "set", party.cable, isIn ? "up" : "down"], log)
    }

    private static func prefix(_ holder: pid_t) -> [String] { ["nsenter", "--net=/proc/\(holder)/ns/net", "--"] }

    /// A process that does nothing but keep a namespace, until it or this program ends.
    private static func hold(_ log: URL) throws(CommandError) -> ServiceProcess {
        try ServiceProcess(
            program: "/usr/bin/env",
            arguments: [
                "unshare", "--net", "sh", "-c", "while kill -0 \(getpid()) 2>/dev/null; do sleep 1; done",
            ], log: log)
    }

    private static func inside(_ holder: pid_t, _ command: [String], _ log: URL) async throws {
        let process = try ServiceProcess(
            program: "/usr/bin/env", arguments: prefix(holder) + command, log: log)
        guard try await process.end() == nil else {
            throw CommandError("`\(command.joined(separator: " "))` failed: \(process.tail)")
        }
    }

    /// Each holder has its namespace once it has left this program's.
    private static func untilSeparate(_ holders: [ServiceProcess], _ log: URL) async throws {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/net")
        let end = ContinuousClock.now + .seconds(5)
        for holder in holders {
            while true {
                let other = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(holder.id)/ns/net")
                if let other, other != own { break }
                guard !holder.hasEnded, ContinuousClock.now < end else {
                    throw CommandError("no network namespace: \(holder.hasEnded ? holder.tail : "unshare hangs")")
                }
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }
}
