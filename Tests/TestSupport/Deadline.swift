/// Waiting for what another process or thread does, never for a time to pass.
package enum Deadline {
    /// Asks every 10 ms until the answer is yes.
    /// - Returns: false when it was never yes within `limit`; default 20 s.
    @discardableResult
    package static func poll(
        within limit: Duration = .seconds(20), _ condition: () async throws -> Bool
    ) async rethrows -> Bool {
        let end = ContinuousClock.now + limit
        while true {
            if try await condition() { return true }
            guard ContinuousClock.now < end, (try? await Task.sleep(for: .milliseconds(10))) != nil else {
                return false
            }
        }
    }

    /// The first value that stays the same for `rounds` questions, 10 ms apart.
    package static func stable<Value: Equatable>(rounds: Int = 30, _ value: () async -> Value) async -> Value {
        var last = await value()
        var same = 0
        await poll {
            let now = await value()
            same = now == last ? same + 1 : 0
            last = now
            return same >= rounds
        }
        return last
    }
}
