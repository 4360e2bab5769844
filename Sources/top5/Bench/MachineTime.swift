import Foundation

/// How busy all cores were, from /proc/stat: to tell when something else ran beside a measurement.
struct MachineTime {
    private let busy: Double
    private let ours = ProcessUsage.cpuMilliseconds
    private let start = ContinuousClock.now

    /// A tick of /proc/stat is a hundredth of a second on every Linux that this runs on.
    private static let tick = 10.0

    init() { busy = Self.busyMilliseconds() }

    /// The share of all cores that other programs, and the machine's host, took since then, 0...1.
    func shareOfOthers(cores: Int) -> Double {
        let elapsed = (ContinuousClock.now - start) / .milliseconds(1)
        let others = Self.busyMilliseconds() - busy - (ProcessUsage.cpuMilliseconds - ours)
        return min(1, max(0, others / (elapsed * Double(cores))))
    }

    /// user, nice, system, irq, softirq and steal; idle and iowait are the fourth and fifth.
    private static func busyMilliseconds() -> Double {
        let line = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8))?.split(separator: "\n").first ?? ""
        let numbers = line.split(separator: " ").dropFirst().compactMap { Double($0) }
        return numbers.prefix(8).enumerated().reduce(0) { $0 + ($1.offset == 3 || $1.offset == 4 ? 0 : $1.element) }
            * tick
    }
}
