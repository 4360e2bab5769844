/// When a server that could not be reached may be tried again: 50 ms, doubled up to 2 s, each time by chance between half of
/// it and all, so that a hundred workers do not come back at the same moment.
struct RedisBackoff {
    private var milliseconds: Int64 = 50
    private var until: ContinuousClock.Instant?
    private(set) var reason: JobError?

    /// Why not to try yet.
    var refusal: JobError? { until.map { ContinuousClock.now < $0 } ?? false ? reason : nil }

    mutating func failed(_ error: JobError) {
        until = .now + .milliseconds(Int64.random(in: milliseconds / 2...milliseconds))
        milliseconds = min(milliseconds * 2, 2_000)
        reason = error
    }

    mutating func succeeded() { self = RedisBackoff() }
}
