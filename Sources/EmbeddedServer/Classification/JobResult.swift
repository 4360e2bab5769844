import API

/// What a worker stores for a job that succeeded.
struct JobResult: Sendable, Equatable {
    var prediction: [Prediction]
    var timings: JobTimings
    /// Whether it came from the result cache.
    var cached = false
}

/// A top-k is written as three columns: with all classes of a model asked for, a third smaller than line by line.
extension JobResult: Codable {
    private enum CodingKeys: String, CodingKey {
        case prediction, timings, cached
    }

    private struct Columns: Codable {
        var index: [Int]
        var label: [String]
        var score: [Double]
    }

    /// Also reads results of versions that wrote line by line and knew no cache.
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        timings = try values.decode(JobTimings.self, forKey: .timings)
        cached = try values.decodeIfPresent(Bool.self, forKey: .cached) ?? false
        if let lines = try? values.decode([Prediction].self, forKey: .prediction) {
            prediction = lines
            return
        }
        let columns = try values.decode(Columns.self, forKey: .prediction)
        guard columns.label.count == columns.index.count, columns.score.count == columns.index.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .prediction, in: values, debugDescription: "the columns are not of one length")
        }
        prediction = columns.index.indices.map { place in
            Prediction(index: columns.index[place], label: columns.label[place], score: columns.score[place])
        }
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        let columns = Columns(
            index: prediction.map(\.index), label: prediction.map(\.label), score: prediction.map(\.score))
        try values.encode(columns, forKey: .prediction)
        try values.encode(timings, forKey: .timings)
        if cached { try values.encode(cached, forKey: .cached) }
    }
}
