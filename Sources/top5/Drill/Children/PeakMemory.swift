import Glibc

/// The most memory that this process has had resident.
enum PeakMemory {
    /// KiB, from `VmHWM` of proc(5); getrusage(2) would count what the process had been before its `exec`. 0 if unknown.
    static var kibibytes: Int {
        // Not `String(contentsOf:)`: the files of /proc say that they are empty.
        guard let file = fopen("/proc/self/status", "re") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if text.hasPrefix("VmHWM:") { return Int(text.filter(\.isNumber)) ?? 0 }
        }
        return 0
    }
}
