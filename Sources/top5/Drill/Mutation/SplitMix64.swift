/// Sebastiano Vigna's SplitMix64: the same numbers from the same seed, on every machine and with every Swift.
/// https://prng.di.unimi.it/splitmix64.c
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 up to, but not, `limit`; 0 where that is no range. The standard library's `random(in:using:)` doesn't promise
    /// to draw alike in its next version.
    mutating func below(_ limit: Int) -> Int {
        limit > 0 ? Int(next().multipliedFullWidth(by: UInt64(limit)).high) : 0
    }

    /// True once in `times`.
    mutating func once(in times: Int) -> Bool { below(times) == 0 }

    /// - Parameter values: at least one.
    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
