/// The answer to `POST /v1/queue/pause` and `/v1/queue/resume`.
package struct QueueSwitch: Codable, Sendable, Equatable {
    package var isPaused: Bool

    package init(isPaused: Bool) {
        self.isPaused = isPaused
    }

    enum CodingKeys: String, CodingKey {
        case isPaused = "paused"
    }
}
