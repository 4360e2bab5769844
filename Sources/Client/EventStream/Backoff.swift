/// Pauses between tries that double up to a limit, each shortened by chance so that clients do not return in step.
package struct Backoff: Sendable {
    /// Seconds of the first pause at least, and of any pause at most. Defaults 0.2 and 5.
    package var shortest: Double
    package var longest: Double
    private let random: @Sendable () -> Double
    private var failures = 0

    /// - Parameter random: draws from 0..<1.
    package init(
        shortest: Double = 0.2, longest: Double = 5,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.shortest = shortest
        self.longest = longest
        self.random = random
    }

    /// Seconds to wait after one more failure: between half of `shortest * 2^n` and all of it, within the limits.
    package mutating func next() -> Double {
        failures += 1
        let ceiling = min(longest, shortest * Double(sign: .plus, exponent: min(failures, 30), significand: 1))
        return max(shortest, ceiling * (0.5 + 0.5 * random()))
    }

    package mutating func reset() {
        failures = 0
    }
}
