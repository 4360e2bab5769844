/// Growing pauses between starts that fail: 200 ms, doubled up to 30 s.
struct RestartBackoff: Sendable {
    private var pause = Duration.milliseconds(200)

    mutating func next() -> Duration {
        defer { pause = min(pause * 2, .seconds(30)) }
        return pause
    }
}
