import GRDB

/// Jobs that have changed their state within one transaction. `depth` and `tally` are told of all at once: one by one, a
/// sixth of what a job costs would go there. Triggers count those that come and go.
struct StateMoves {
    private struct Move {
        var route: String
        var client: String
        var from: JobState
        var to: JobState
        /// Of its payload, where that is kept.
        var bytes: Int
    }

    private struct Group: Hashable {
        var route: String
        var client: String
        var state: JobState
    }

    /// All of the transaction, so that those of a write that is refused can be taken back after they were stored.
    private var moves: [Move] = []
    private var stored = 0

    /// What a refused write is set back to.
    struct Mark {
        fileprivate var count: Int
        fileprivate var stored: Int
    }

    var mark: Mark { Mark(count: moves.count, stored: stored) }

    mutating func note(_ before: JobRecord, _ after: JobRecord) {
        guard before.state != after.state else { return }
        moves.append(
            Move(
                route: after.route, client: after.client, from: before.state, to: after.state,
                bytes: after.hasPayload ? after.payloadBytes : 0))
    }

    mutating func goBack(to mark: Mark) {
        moves.removeSubrange(mark.count...)
        stored = mark.stored
    }

    /// Before anything reads the two tables, and at the transaction's end.
    mutating func store(_ db: Database) throws {
        guard stored < moves.count else { return }
        var depth: [JobState: (jobs: Int, bytes: Int)] = [:]
        var tally: [Group: Int] = [:]
        for move in moves[stored...] {
            for (state, sign) in [(move.from, -1), (move.to, 1)] {
                depth[state, default: (0, 0)].jobs += sign
                depth[state, default: (0, 0)].bytes += sign * move.bytes
                tally[Group(route: move.route, client: move.client, state: state), default: 0] += sign
            }
        }
        for (state, by) in depth where by != (0, 0) {
            let statement = try db.cachedStatement(
                sql: "UPDATE depth SET jobs = jobs + ?, bytes = bytes + ? WHERE state = ?")
            try statement.execute(arguments: [by.jobs, by.bytes, state.rawValue])
        }
        for (group, by) in tally where by != 0 {
            let statement = try db.cachedStatement(
                sql: "INSERT INTO tally VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET jobs = jobs + ?4")
            try statement.execute(arguments: [
                SearchText.fold(group.route), group.client, group.state.rawValue, by,
            ])
        }
        stored = moves.count
    }
}
