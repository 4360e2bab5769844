import Foundation

/// Sizes for people, in powers of ten as disks and downloads are counted.
enum ByteText {
    static func of(_ bytes: Int64) -> String {
        let steps: [(Double, String)] = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")]
        guard let (unit, name) = steps.first(where: { Double(bytes) >= $0.0 }) else { return "\(bytes) B" }
        let value = Double(bytes) / unit
        return String(format: value < 99.95 ? "%.1f %@" : "%.0f %@", value, name)
    }
}
