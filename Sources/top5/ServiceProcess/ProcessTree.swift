import Foundation
import Glibc

/// Other processes as proc(5) shows them.
enum ProcessTree {
    /// A process that is not taken for a later one with the same number.
    struct Member: Hashable, Sendable {
        var id: pid_t
        /// Clock ticks since boot.
        var startTime: UInt64

        var isAlive: Bool { ProcessTree.member(id)?.member == self }
    }

    /// The direct children of a process, without those that have ended and wait to be noticed.
    static func children(of parent: pid_t) -> [Member] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.compactMap { member($0) }.filter { $0.parent == parent }.map(\.member)
    }

    /// A process, its children, their children, and so on.
    static func family(of id: pid_t) -> [pid_t] { [id] + children(of: id).flatMap { family(of: $0.id) } }

    /// Resident memory of a process and its family, bytes; a page that two of them share counts twice.
    static func residentBytes(of id: pid_t) -> Int {
        family(of: id).map { status($0, "VmRSS:") * 1024 }.reduce(0, +)
    }

    /// The most resident memory that a process alone ever had, bytes.
    static func peakBytes(of id: pid_t) -> Int { status(id, "VmHWM:") * 1024 }

    /// CPU time of a process and its living family so far, milliseconds.
    static func cpuMilliseconds(of id: pid_t) -> Double {
        family(of: id).map { id in
            guard let fields = fields(id), fields.count > 12 else { return 0 }
            // utime and stime, in ticks of a hundredth of a second on every Linux that this runs on.
            return ((Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)) * 10
        }.reduce(0, +)
    }

    private static func member(_ id: pid_t) -> (member: Member, parent: pid_t)? {
        guard let fields = fields(id), fields.count > 19, fields[0] != "Z", let parent = pid_t(fields[1]),
            let start = UInt64(fields[19])
        else { return nil }
        return (Member(id: id, startTime: start), parent)
    }

    /// The fields of /proc/ID/stat behind the name, which may hold anything: the state is the first.
    private static func fields(_ id: pid_t) -> [Substring]? {
        guard let text = read("/proc/\(id)/stat"), let name = text.lastIndex(of: ")") else { return nil }
        return text[text.index(after: name)...].split(separator: " ")
    }

    private static func status(_ id: pid_t, _ key: String) -> Int {
        let line = read("/proc/\(id)/status")?.split(separator: "\n").first { $0.hasPrefix(key) }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    /// Read to the end: the files of /proc say that they are empty.
    private static func read(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(file, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}
