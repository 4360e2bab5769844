package import Foundation

extension RedisJobStore {
    package func job(_ id: JobID) async throws(JobError) -> JobRecord {
        let answer = try await run(.job, RedisCommand(id.rawValue))
        try found(answer, id)
        return try answer.job(0)
    }

    package func payload(_ id: JobID) async throws(JobError) -> Data {
        let answer = try await run(.payload, RedisCommand(id.rawValue))
        try found(answer, id)
        // A server that drops keys when its memory is full may have dropped it too.
        guard answer.word == "ok", let bytes = answer[0].data else { throw .payloadDropped(id) }
        return bytes
    }

    package func list(_ query: JobQuery) async throws(JobError) -> JobPage {
        let cursor = try query.cursor.map { text throws(JobError) in try JobCursor(parsing: text, sort: query.sort) }
        return try await RedisListing(store: self, filter: query.filter).page(query, after: cursor)
    }

    package func queuePositions(of ids: [JobID]) async throws(JobError) -> [JobID: Int] {
        try await waitingPlaces(of: ids).positions
    }

    package func clientsAhead(of ids: [JobID]) async throws(JobError) -> [JobID: String] {
        try await waitingPlaces(of: ids).clientsAhead
    }

    package func waitingPlaces(of ids: [JobID]) async throws(JobError) -> WaitingPlaces {
        let asked = Array(Set(ids))
        var arguments = RedisCommand()
        arguments.add(list: asked.map(\.rawValue))
        return try await run(.places, arguments).places(0, of: asked)
    }

    package func changes(after sequence: Int64, limit: Int) async throws(JobError) -> [JobChange] {
        let size = max(0, limit)
        let answer = try await run(.changes, RedisCommand(String(sequence), String(size)))
        var changes = try answer.jobs(0).map(JobChange.job)
        let forgotten = answer.texts(1)
        for index in stride(from: 0, to: forgotten.count - 1, by: 2) {
            changes.append(.forgotten(JobID(rawValue: forgotten[index]), sequence: Int64(forgotten[index + 1]) ?? 0))
        }
        return Array(changes.sorted { $0.sequence < $1.sequence }.prefix(size))
    }

    package func lastSequence() async throws(JobError) -> Int64 {
        try await run(.counts, Self.noStates).integer(4)
    }

    private static let noStates = RedisCommand("0")

    package func counts() async throws(JobError) -> JobCounts {
        var states = RedisCommand()
        states.add(list: JobState.allCases.map(\.rawValue))
        let answer = try await run(.counts, states)
        let numbers = (answer[0].array ?? []).map { Int($0.integer ?? 0) }
        return JobCounts(
            byState: Dictionary(zip(JobState.allCases, numbers), uniquingKeysWith: { a, _ in a }),
            oldestQueued: answer[1].integer.map(JobInstant.init(milliseconds:)),
            queuedBytes: Int(try answer.integer(2)), isPaused: answer[3].integer == 1)
    }

    /// Those of `ids` that are still there, in this order.
    func jobs(_ ids: [JobID]) async throws(JobError) -> [JobRecord] {
        guard !ids.isEmpty else { return [] }
        var arguments = RedisCommand()
        arguments.add(list: ids.map(\.rawValue))
        return try await run(.jobs, arguments).jobs(0)
    }
}
