import GRDB

/// A filter as a condition on the table `job`, every text a bound argument.
struct FilterSQL {
    private(set) var condition = "TRUE"
    private(set) var arguments: StatementArguments = []

    init(_ filter: JobFilter) {
        for clause in filter.clauses {
            condition += clause.negated ? " AND NOT (" : " AND ("
            add(clause.term)
            condition += ")"
        }
    }

    private mutating func add(_ term: JobFilter.Term) {
        switch term {
        case .states(let states):
            // With several states the plus sends the planner along the ids, newest first, instead of sorting all of them.
            condition +=
                (states.count == 1 ? "" : "+") + "state IN (\(states.map { _ in "?" }.joined(separator: ", ")))"
            arguments += StatementArguments(states.map(\.rawValue).sorted())
        case .route(let text):
            let globs = RoutePattern.alternatives(of: text).map(\.glob)
            condition += globs.map { _ in "route_folded GLOB ?" }.joined(separator: " OR ")
            arguments += StatementArguments(globs)
        case .client(let client):
            condition += "client = ?"
            arguments += [client]
        case .since(let time):
            condition += "created_at >= ?"
            arguments += [time.milliseconds]
        case .until(let time):
            condition += "created_at < ?"
            arguments += [time.milliseconds]
        case .word(let word):
            condition += "instr(search, ?) > 0"
            arguments += [SearchText.fold(word)]
        }
    }
}
