/// Which columns the log shows, and how wide.
struct LogColumns: Equatable {
    enum Part: Equatable {
        case time, job, name, state, duration, detail

        var heading: String {
            let words = Strings.logColumns
            return switch self {
            case .time: words.time
            case .job: words.job
            case .name: words.name
            case .state: words.state
            case .duration: words.duration
            case .detail: words.detail
            }
        }
    }

    /// Column and width of each part, from the left.
    let places: [(part: Part, column: Int, width: Int)]

    init(width: Int) {
        let state = 11
        let time = width >= 36 ? 8 : 0
        let job = width >= 70 ? 7 : 0
        let duration = width >= 60 ? 8 : 0
        let fixed = [time, job, state, duration].filter { $0 > 0 }
        let rest = max(0, width - fixed.reduce(0, +) - (fixed.count + 1) * 2)
        let name = min(max(rest * 2 / 5, min(rest, 8)), 34)
        let widths: [(Part, Int)] = [
            (.time, time), (.job, job), (.name, name), (.state, state), (.duration, duration), (.detail, rest - name),
        ]
        var column = 0
        var places: [(Part, Int, Int)] = []
        for (part, width) in widths where width > 0 {
            places.append((part, column, width))
            column += width + 2
        }
        self.places = places
    }

    static func == (one: Self, other: Self) -> Bool {
        one.places.elementsEqual(other.places) { $0 == $1 }
    }
}
