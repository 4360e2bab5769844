import Foundation

/// A horizontal bar in eighths of a cell; ASCII where the locale is not UTF-8.
enum Bar {
    private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    private static let isUTF8 =
        ["LC_ALL", "LC_CTYPE", "LANG"]
        .compactMap { ProcessInfo.processInfo.environment[$0] }.first { !$0.isEmpty }?
        .uppercased().replacing("-", with: "").contains("UTF8") ?? false

    /// - Parameter share: 0...1
    static func text(_ share: Double, width: Int) -> String {
        let filled = Int((min(1, max(0, share)) * Double(width) * 8).rounded())
        guard isUTF8 else { return String(repeating: "#", count: (filled + 4) / 8) }
        return String(repeating: "█", count: filled / 8) + eighths[filled % 8]
    }
}
