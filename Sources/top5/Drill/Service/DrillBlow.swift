/// What a drill does to a process of a shared queue.
enum DrillBlow: Sendable, Equatable {
    /// kill -9, and a new one after a moment.
    case kill
    /// The same, and to Redis too.
    case killWithServer
    /// SIGSTOP for longer than a lease lasts, then SIGCONT.
    case freeze
    /// No network to Redis for longer than a lease lasts.
    case cut

    /// - Parameters:
    ///   - hasServer: whether the Redis server is the drill's own.
    ///   - hasNetwork: whether there are cables to pull out.
    static func draw(_ numbers: inout SplitMix64, hasServer: Bool, hasNetwork: Bool) -> DrillBlow {
        var blows: [DrillBlow] = [.kill, .freeze]
        if hasServer { blows.append(.killWithServer) }
        if hasNetwork { blows.append(.cut) }
        return numbers.pick(blows)
    }
}
