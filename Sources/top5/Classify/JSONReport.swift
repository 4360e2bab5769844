import API
import Foundation
import Inference

/// For programs: one array, an object a file.
struct JSONReport: ClassifyReport {
    let model: String
    let explain: Bool
    private var isFirst = true

    init(model: String, explain: Bool) {
        self.model = model
        self.explain = explain
    }

    private struct Line: Encodable {
        var file: String
        var model: String
        var image: Image?
        var preparation: Explanation.Preparation?
        var prediction: [Prediction]?
        var timingsMs: JobTimings?
        var error: ErrorDetail?

        struct Image: Encodable {
            var format: String
            var width: Int
            var height: Int
            var bytes: Int
        }

        enum CodingKeys: String, CodingKey {
            case file, model, image, preparation, prediction
            case timingsMs = "timings_ms"
            case error
        }
    }

    mutating func begin() throws(CommandError) { try StandardOutput.write("[") }

    mutating func add(_ outcome: ClassifyOutcome) throws(CommandError) {
        var line = Line(file: outcome.file, model: model)
        switch outcome.result {
        case .success(let result):
            let header = result.header
            line.image = .init(
                format: header.format.rawValue, width: header.width, height: header.height, bytes: header.bytes)
            if explain { line.preparation = Explanation(result).preparation }
            line.prediction = result.top.map { Prediction(index: $0.index, label: $0.label, score: $0.score) }
            line.timingsMs = JobTimings(
                decoding: result.timings.decoding, preprocessing: result.timings.preprocessing,
                inferring: result.timings.inferring, formatting: result.timings.formatting)
        case .failure(let error):
            line.error = ErrorDetail(
                code: error.code.rawValue, message: error.message,
                step: error.step.flatMap { JobStep(rawValue: $0.rawValue) })
        }
        let text = (try? WireCoding.encoder().encode(line)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
        try StandardOutput.write((isFirst ? "\n" : ",\n") + text)
        isFirst = false
    }

    mutating func end() throws(CommandError) { try StandardOutput.write("\n]\n") }
}
