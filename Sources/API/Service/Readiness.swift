/// `GET /readyz`: ready means that the store answers, the default model is warm, and the service is not draining.
package struct Readiness: Codable, Sendable, Equatable {
    package var ready: Bool
    /// Why not, one sentence each.
    package var reasons: [String]

    package init(ready: Bool, reasons: [String] = []) {
        self.ready = ready
        self.reasons = reasons
    }
}
