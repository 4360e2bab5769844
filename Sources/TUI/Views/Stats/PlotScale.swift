import Foundation

/// The vertical axis of a plot: from where to where, and what its lines are called.
struct PlotScale: Equatable {
    var least: Double
    var most: Double
    /// Equal distances are equal factors, where the values are too far apart for equal differences.
    var isLogarithmic = false

    /// From 0 to a round number that no value exceeds.
    static func linear(_ values: some Sequence<Double>, atLeast: Double) -> Self {
        Self(least: 0, most: roundedUp(max(atLeast, values.max() ?? 0)))
    }

    /// Linear, unless the largest value is more than fifty times the smallest.
    static func fitting(_ values: [Double], atLeast: Double) -> Self {
        guard let low = values.filter({ $0 > 0 }).min(), let high = values.max(), high > 50 * low else {
            return linear(values, atLeast: atLeast)
        }
        return Self(least: pow(10, log10(low).rounded(.down)), most: roundedUp(high), isLogarithmic: true)
    }

    /// 0 at the lower end, 1 at the upper one.
    func place(_ value: Double) -> Double {
        guard most > least else { return 0 }
        guard isLogarithmic else { return (value - least) / (most - least) }
        return value > 0 ? log(value / least) / log(most / least) : 0
    }

    /// The value at a height of 0...1.
    func value(at place: Double) -> Double {
        isLogarithmic ? least * pow(most / least, place) : least + (most - least) * place
    }

    /// 1, 2, 4, 5, 6, 8 or 10 times a power of ten: numbers whose half is short as well.
    static func roundedUp(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return 1 }
        let power = pow(10, log10(value).rounded(.down))
        let factor = [1, 2, 4, 5, 6, 8, 10].first { $0 * power >= value * 0.999_999 } ?? 10
        return factor * power
    }
}
