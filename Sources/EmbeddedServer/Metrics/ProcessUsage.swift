import Foundation
import Glibc

/// What the kernel says of this process.
struct ProcessUsage {
    var residentBytes: Int?
    var cpuSeconds: Double
    var openFiles: Int?

    static func now() -> ProcessUsage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return ProcessUsage(
            residentBytes: pages.map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) },
            cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            openFiles: (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count)
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
