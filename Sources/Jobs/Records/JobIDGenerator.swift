import Synchronization

/// Makes ids that grow strictly, also within a millisecond and when the clock goes back.
///
/// Format and monotonic rule: https://github.com/ulid/spec
package final class JobIDGenerator: Sendable {
    private let clock: any JobClock
    /// The 128 bits of the id given out last.
    private let last = Mutex<UInt128>(0)

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let randomBits = 80

    package init(clock: any JobClock = SystemClock()) {
        self.clock = clock
    }

    package func next() -> JobID {
        let time = UInt128(UInt64(max(0, clock.now().milliseconds)) & 0xFFFF_FFFF_FFFF)
        let bits = last.withLock { last in
            if time > last >> Self.randomBits {
                let random = UInt128(UInt64.random(in: .min ... .max)) << 16 | UInt128(UInt16.random(in: .min ... .max))
                last = time << Self.randomBits | random
            } else {
                last += 1
            }
            return last
        }
        return JobID(rawValue: Self.text(bits))
    }

    private static func text(_ bits: UInt128) -> String {
        let characters = (0..<26).reversed().map { alphabet[Int(truncatingIfNeeded: bits >> UInt128($0 * 5)) & 31] }
        return String(decoding: characters, as: UTF8.self)
    }
}
