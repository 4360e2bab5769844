/// A value and how long it took to make.
struct Timed<Value> {
    let value: Value
    let milliseconds: Double

    init(_ body: () throws(InferenceError) -> Value) throws(InferenceError) {
        let start = ContinuousClock.now
        value = try body()
        milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    }
}

extension Timed: Sendable where Value: Sendable {}
