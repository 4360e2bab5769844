/// A limit on one wait, whatever it waits for.
struct TimeLimit: Sendable {
    let limit: Duration
    let clock: any Clock<Duration>
    /// What an exceeded limit comes to.
    let exceeded: ClientError

    /// Runs `body` and cancels it when the limit is exceeded.
    func run<Value: Sendable>(
        _ body: @escaping @Sendable () async throws(ClientError) -> Value
    ) async throws(ClientError) -> Value {
        let result = await withTaskGroup(of: Result<Value, ClientError>?.self) { group in
            group.addTask {
                do throws(ClientError) {
                    return .success(try await body())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                guard (try? await clock.sleep(for: limit)) != nil else { return nil }
                return .failure(exceeded)
            }
            defer { group.cancelAll() }
            for await result in group {
                if let result { return result }
            }
            return Result.failure(exceeded)
        }
        return try result.get()
    }
}
