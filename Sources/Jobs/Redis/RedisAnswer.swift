import Foundation

/// What a script answered: one word, and what goes with it.
struct RedisAnswer {
    let word: String
    let values: ArraySlice<RedisReply>
    private let failure: RedisFailure

    /// - Throws: `storeUnavailable` for a server's error, or an answer that no script gives.
    init(_ reply: RedisReply, failure: RedisFailure) throws(JobError) {
        if case .error(let text) = reply {
            throw text.contains("WRONGTYPE") || text.contains("DAMAGED") ? failure.damaged(text) : failure(text)
        }
        guard let parts = reply.array, let word = parts.first?.text else {
            throw failure.damaged("unexpected answer \(reply)")
        }
        self.word = word
        self.failure = failure
        values = parts.dropFirst()
    }

    /// - Parameter index: from 0 on.
    subscript(index: Int) -> RedisReply { values.indices.contains(index + 1) ? values[index + 1] : .none }

    func integer(_ index: Int) throws(JobError) -> Int64 {
        guard let value = self[index].integer else { throw failure.damaged("no number in \(word)") }
        return value
    }

    func texts(_ index: Int) -> [String] { (self[index].array ?? []).map { $0.text ?? "" } }

    func job(_ index: Int) throws(JobError) -> JobRecord { try RedisJobHash(self[index], failure: failure).job }

    func jobs(_ index: Int) throws(JobError) -> [JobRecord] {
        var jobs: [JobRecord] = []
        for reply in self[index].array ?? [] { jobs.append(try RedisJobHash(reply, failure: failure).job) }
        return jobs
    }

    /// Answers of their own, to each part of what was asked; the server's error where one could not be carried out.
    /// - Throws: `storeUnavailable` where they are not `count`.
    func answers(_ index: Int, count: Int) throws(JobError) -> [Result<RedisAnswer, JobError>] {
        let replies = self[index].array ?? []
        guard replies.count == count else { throw failure.damaged("\(replies.count) answers to \(count) in \(word)") }
        return replies.map { reply in
            Result { () throws(JobError) in
                let answer = try RedisAnswer(reply, failure: failure)
                guard answer.word == "failed" else { return answer }
                return try RedisAnswer(.error(answer[0].text ?? ""), failure: failure)
            }
        }
    }

    /// - Parameter ids: those that the script was asked about, in that order.
    func places(_ index: Int, of ids: [JobID]) -> WaitingPlaces {
        let isPaused = self[index + 2].text == "1"
        var places = WaitingPlaces(positions: [:], clientsAhead: [:], isPaused: isPaused)
        for (id, place) in zip(ids, (self[index].array ?? []).map { Int($0.integer ?? -1) }) where place >= 0 {
            places.positions[id] = place + 1
        }
        for (id, client) in zip(ids, (self[index + 1].array ?? []).map(\.text)) { places.clientsAhead[id] = client }
        return places
    }

    /// A job under its lease, with its payload where that came along; nil where none waits.
    func claimed(_ index: Int) throws(JobError) -> ClaimedJob? {
        guard let pair = self[index].array, pair.count == 2 else { return nil }
        return ClaimedJob(job: try RedisJobHash(pair[0], failure: failure).job, payload: pair[1].data)
    }
}
