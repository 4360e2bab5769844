import Foundation

/// Durations counted in bins of which each is a tenth wider than the one before: percentiles of any stretch of time are
/// told within 5 %, in bounded memory.
package struct LatencyHistogram: Sendable, Equatable {
    private struct Bin: Sendable, Equatable {
        var number: UInt8
        var count: Int
    }

    /// Upper edge of the first bin, in milliseconds.
    private static let smallest = 0.1
    private static let growth = 1.1

    /// In ascending order.
    private var bins: [Bin] = []
    package private(set) var count = 0

    package init() {}

    /// - Parameter milliseconds: from 0.1 to an hour; what lies beyond counts as that.
    package mutating func record(_ milliseconds: Double) {
        guard milliseconds.isFinite, milliseconds >= 0 else { return }
        add(Bin(number: Self.number(of: milliseconds), count: 1))
    }

    package mutating func add(_ other: Self) {
        for bin in other.bins { add(bin) }
    }

    /// The value that a share of all durations does not exceed, nearest rank; nil without any.
    /// - Parameter share: 0...1.
    package func percentile(_ share: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = min(count, max(1, Int((share * Double(count)).rounded(.up))))
        var seen = 0
        for bin in bins {
            seen += bin.count
            if seen >= rank { return Self.middle(of: bin.number) }
        }
        return nil
    }

    private mutating func add(_ bin: Bin) {
        count += bin.count
        let index = bins.firstIndex { $0.number >= bin.number } ?? bins.count
        if index < bins.count, bins[index].number == bin.number {
            bins[index].count += bin.count
        } else {
            bins.insert(bin, at: index)
        }
    }

    private static func number(of milliseconds: Double) -> UInt8 {
        guard milliseconds > smallest else { return 0 }
        return UInt8(min(255, log(milliseconds / smallest) / log(growth) + 1))
    }

    private static func middle(of number: UInt8) -> Double {
        number == 0 ? smallest : smallest * pow(growth, Double(number) - 0.5)
    }
}
