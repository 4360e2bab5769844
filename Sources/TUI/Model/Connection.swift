package import Foundation

/// What the link to the service is doing.
package enum Connection: Sendable, Equatable {
    case connecting, live
    /// Lost: the reason, and when the next try is.
    case waiting(until: Date, reason: String)
}
