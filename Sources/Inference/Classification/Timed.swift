/// A value and how long it took to make.
struct Timed<Value> {
    let value: Value
    let milliseconds: Double

    init(_ body: () throws(InferenceError) -> Value) throws(InferenceError) {
        let start = ContinuousClock.now
        value = try body()
        milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    }

    private init(value: Value, milliseconds: Double) {
        self.value = value
        self.milliseconds = milliseconds
    }

    /// A part of the value with the part of the time that it is to answer for.
    ///
    /// - Parameter share: of how many equal ones it is one.
    func map<Part>(share: Int, _ part: (Value) -> Part) -> Timed<Part> {
        Timed<Part>(value: part(value), milliseconds: milliseconds / Double(share))
    }
}

extension Timed: Sendable where Value: Sendable {}
