// The structures of time belong to whichever of these modules the build loads first.
@preconcurrency import CDispatch
import Foundation
import Glibc

/// What this process has used of the machine.
enum ProcessUsage {
    /// CPU time of all its threads so far, milliseconds.
    static var cpuMilliseconds: Double { clock(CLOCK_PROCESS_CPUTIME_ID) }

    /// CPU time of the calling thread so far, milliseconds.
    static var threadMilliseconds: Double { clock(CLOCK_THREAD_CPUTIME_ID) }

    /// Resident memory now, bytes.
    static var residentBytes: Int { status("VmRSS:") }

    /// The most resident memory that there ever was, bytes.
    static var peakBytes: Int { status("VmHWM:") }

    private static func clock(_ id: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(id, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }

    /// A line of /proc/self/status, which counts in kB of 1024 bytes.
    private static func status(_ key: String) -> Int {
        let lines = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8))?.split(separator: "\n") ?? []
        let words = lines.first { $0.hasPrefix(key) }?.split(whereSeparator: \.isWhitespace) ?? []
        return (words.dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }
}
