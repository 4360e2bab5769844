/// Which columns the workers have, and how wide.
struct WorkerColumns {
    enum Part: Equatable {
        case name, state, job, model, since, done, failed, version, alive

        func heading(_ isOfTasks: Bool = false) -> String {
            let words = Strings.workerColumns
            return switch self {
            case .model where isOfTasks: Strings.workerLoad
            case .name: words.name
            case .state: words.state
            case .job: words.job
            case .model: words.model
            case .since: words.since
            case .done: words.done
            case .failed: words.failed
            case .version: words.version
            case .alive: words.alive
            }
        }
    }

    /// Column and width of each part, from the left.
    let places: [(part: Part, column: Int, width: Int)]

    init(width: Int) {
        let name = width >= 60 ? 12 : 10
        let fixed: [(Part, Int)] = [
            (.name, name), (.state, 15), (.since, width >= 50 ? 7 : 0), (.done, width >= 58 ? 6 : 0),
            (.failed, width >= 66 ? 6 : 0), (.alive, width >= 76 ? 10 : 0), (.version, width >= 108 ? 8 : 0),
        ]
        var rest = width - fixed.reduce(0) { $0 + ($1.1 > 0 ? $1.1 + 2 : 0) }
        let model = rest >= 30 ? min(24, rest / 2) : 0
        if model > 0 { rest -= model + 2 }
        let job = rest >= 6 ? min(rest, 40) : 0
        var widths = Dictionary(uniqueKeysWithValues: fixed.map { ($0.0.heading(), $0.1) })
        widths[Part.model.heading()] = model
        widths[Part.job.heading()] = job
        let order: [Part] = [.name, .state, .job, .model, .since, .done, .failed, .alive, .version]
        var column = 0
        var places: [(Part, Int, Int)] = []
        for part in order {
            guard let width = widths[part.heading()], width > 0 else { continue }
            places.append((part, column, width))
            column += width + 2
        }
        self.places = places
    }
}
