/// Growing pauses between tries at a broken store: 200 ms, doubled up to 5 s.
struct Backoff {
    private var milliseconds: Int64 = 200

    mutating func next() -> Int64 {
        defer { milliseconds = min(milliseconds * 2, 5_000) }
        return milliseconds
    }
}
