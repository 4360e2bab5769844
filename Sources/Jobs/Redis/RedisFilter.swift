/// A filter as the arguments that `LuaFilter` reads.
struct RedisFilter {
    let filter: JobFilter

    func add(to command: inout RedisCommand) {
        command.add(filter.clauses.count)
        for clause in filter.clauses {
            command.add(Self.name(clause.term))
            command.add(clause.negated ? 1 : 0)
            switch clause.term {
            case .states(let states): command.add(list: states.map(\.rawValue).sorted())
            case .route(let text):
                let patterns = RoutePattern.alternatives(of: text)
                command.add(patterns.count)
                for pattern in patterns { command.add(list: pattern.texts) }
            case .client(let client): command.add(client)
            case .since(let time), .until(let time): command.add(time.milliseconds)
            case .word(let word): command.add(SearchText.fold(word))
            }
        }
    }

    private static func name(_ term: JobFilter.Term) -> String {
        switch term {
        case .states: "state"
        case .route: "route"
        case .client: "client"
        case .since: "since"
        case .until: "until"
        case .word: "word"
        }
    }
}
