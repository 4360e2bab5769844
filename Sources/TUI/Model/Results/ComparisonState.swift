package import API

/// Two models on the same pictures, told apart by SHA-256.
package struct ComparisonState: Sendable {
    package enum Phase: Sendable, Equatable {
        case gathering(looked: Int, of: Int?)
        case ready
        case failed(String)
    }

    package var request: ComparisonRequest
    package var phase: Phase
    package private(set) var pictures: [ComparedPicture] = []
    private var places: [String: Int] = [:]
    /// Files that were marked and could not be read.
    package private(set) var unreadable = 0
    /// What the table shows, as places in `pictures`.
    package private(set) var rows: [Int] = []
    package private(set) var tally = ComparisonTally()
    package var showsAll = false
    package var cursor = 0
    package var offset = 0
    /// Answers since the table was put in order.
    private var unarranged = 0
    /// Tables beyond this are not put in order for each answer.
    private static let calmAbove = 4000

    package init(request: ComparisonRequest) {
        self.request = request
        phase = .gathering(looked: 0, of: nil)
    }

    package var models: ModelPair { request.models }
    package var current: ComparedPicture? { rows.indices.contains(cursor) ? pictures[rows[cursor]] : nil }

    package mutating func take(_ found: [ComparedPicture], unreadable: Int) {
        pictures = found
        self.unreadable = unreadable
        places = Dictionary(found.enumerated().map { ($1.sha256, $0) }, uniquingKeysWith: { first, _ in first })
        phase = .ready
        arrange()
    }

    /// Pictures that one of the models has not seen, as they are to be submitted.
    package var missing: [MissingResult] {
        pictures.flatMap { picture in
            ModelPair.Side.allCases.filter { picture[$0] == .missing }.map {
                MissingResult(
                    sha256: picture.sha256, name: picture.name, source: picture.source, model: models[$0], side: $0)
            }
        }
    }

    /// They are on their way.
    package mutating func expect(_ missing: [MissingResult]) {
        for result in missing { set(.waiting, result.sha256, result.side) }
        arrange()
    }

    /// Gives up what has not been answered.
    package mutating func giveUpWaiting() {
        for index in pictures.indices {
            for side in ModelPair.Side.allCases where pictures[index][side] == .waiting {
                pictures[index][side] = .missing
            }
        }
        arrange()
    }

    /// A picture could not be submitted.
    package mutating func fail(_ result: MissingResult, _ reason: String) {
        set(.failed(reason), result.sha256, result.side)
        settle()
    }

    /// Any job's news: it is told by picture and model, so that it does not matter who has submitted it.
    package mutating func hear(_ job: Job) {
        guard phase == .ready, job.status.isFinished, let side = models.side(of: job.model),
            let place = places[job.image.sha256], pictures[place][side] == .waiting
        else { return }
        pictures[place][side] = ComparedResult(job)
        settle()
    }

    private mutating func set(_ result: ComparedResult, _ sha256: String, _ side: ModelPair.Side) {
        guard let place = places[sha256] else { return }
        pictures[place][side] = result
    }

    private mutating func settle() {
        unarranged += 1
        let isLast = !pictures.contains { $0.a == .waiting || $0.b == .waiting }
        if isLast || pictures.count < Self.calmAbove || unarranged > 500 { arrange() }
    }

    package mutating func toggleAll() {
        showsAll.toggle()
        arrange()
    }

    /// The surest contradictions first; the cursor stays with its picture.
    private mutating func arrange() {
        unarranged = 0
        let kept = current?.sha256
        tally = ComparisonTally(pictures)
        rows = pictures.indices.filter { showsAll || pictures[$0].disagrees }
            .sorted { ComparedPicture.isShownBefore(pictures[$0], pictures[$1]) }
        if let kept, let place = places[kept], let row = rows.firstIndex(of: place) { cursor = row }
        cursor = min(max(0, cursor), max(0, rows.count - 1))
    }

    package mutating func move(by distance: Int) {
        cursor = min(max(0, cursor + distance), max(0, rows.count - 1))
    }

    /// What the table shows, for a file.
    package var table: ComparisonTable { ComparisonTable(models: models, rows: rows.map { pictures[$0] }) }
}
