package import Foundation

/// A sentence in the footer about what has just happened.
package struct Note: Sendable, Equatable {
    package enum Tone: Sendable, Equatable {
        case plain, good, bad
    }

    package var text: String
    package var tone: Tone
    package var until: Date
}
