/// Which columns the queue shows, and how wide: the fewer cells there are, the more is told in the last one.
struct QueueColumns: Equatable {
    var id = 0
    var image = 0
    var state = 11
    var step = 0
    var progress = 0
    var result = 0
    var time = 0
    var client = 0

    static let gap = 2

    init(width: Int) {
        if width >= 50 { id = 7 }
        if width >= 64 { time = 8 }
        if width >= 92 { step = 17 }
        if width >= 100 { progress = 10 }
        if width >= 110 { client = 10 }
        let fixed = [id, state, step, progress, time, client].filter { $0 > 0 }
        let gaps = (fixed.count + 1) * Self.gap
        let rest = max(0, width - fixed.reduce(0, +) - gaps)
        image = min(max(rest * 9 / 20, min(rest, 10)), 34)
        result = max(0, rest - image)
    }

    /// Column and width of each part, from the left; parts without cells are left out.
    var places: [(part: Part, column: Int, width: Int)] {
        let parts: [(Part, Int)] = [
            (.id, id), (.image, image), (.state, state), (.step, step), (.progress, progress), (.result, result),
            (.time, time), (.client, client),
        ]
        var column = 0
        var places: [(Part, Int, Int)] = []
        for (part, width) in parts where width > 0 {
            places.append((part, column, width))
            column += width + Self.gap
        }
        return places
    }

    enum Part: Equatable {
        case id, image, state, step, progress, result, time, client

        func heading(_ order: JobOrder, _ isOfTasks: Bool) -> String {
            let words = Strings.queueColumns
            if isOfTasks {
                switch self {
                case .image: return Strings.taskColumns.image
                case .result: return Strings.taskColumns.result
                case .client: return Strings.taskColumns.client
                default: break
                }
            }
            return switch self {
            case .id: words.id
            case .image: words.image
            case .state: words.state
            case .step: words.step
            case .progress: words.progress
            case .result: words.result
            case .time: order.isByFinish ? Strings.ended : words.time
            case .client: words.client
            }
        }
    }
}
