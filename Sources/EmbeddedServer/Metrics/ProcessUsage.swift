import Foundation
import Glibc

/// What the kernel says of this process.
struct ProcessUsage {
    var residentBytes: Int?
    var cpuSeconds: Double
    var openFiles: Int?

    static func now() -> ProcessUsage {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return ProcessUsage(
            residentBytes: pages.map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) },
            // clock(3): of all threads, in microseconds. The structures of getrusage belong to one module in a debug
            // build and to another in a release build.
            cpuSeconds: Double(clock()) / 1e6,
            openFiles: (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count)
    }
}
