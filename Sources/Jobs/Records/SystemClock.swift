import Foundation

/// The machine's wall clock.
package struct SystemClock: JobClock {
    package init() {}

    package func now() -> JobInstant {
        JobInstant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
