import API
import Foundation

@testable import TUI

/// Pictures to be judged and compared.
extension Fixtures {
    static let labels = ["tabby, tabby cat", "Egyptian cat", "tiger cat", "lynx, catamount", "=odd \"label\"\u{1B}[2J"]

    /// Succeeded, with a picture of its own, whose first label leads by `margin`.
    static func judged(_ number: Int, _ name: String, margin: Double, model: String = "mobilenet-v2@1") -> Job {
        var job = job(number, name, .succeeded)
        job.image.sha256 = String(format: "%064x", number)
        job.model = model
        let second = (1 - margin) / 2.5
        job.prediction = labels.enumerated().map { index, label in
            let score = [second + margin, second, second / 3, second / 9, second / 27][index]
            return Prediction(index: index, label: label, score: score)
        }
        return job
    }

    static let twoModels: ModelList = {
        var other = model
        other.id = "tiny-resnet-64@1"
        other.name = "tiny-resnet-64"
        other.title = "Tiny ResNet 64"
        other.isDefault = false
        return ModelList(models: [model, other])
    }()

    /// What two models say of a picture.
    static func compared(
        _ number: Int, _ name: String, _ a: (String, Double)?, _ b: (String, Double)?
    ) -> ComparedPicture {
        func result(_ said: (String, Double)?) -> ComparedResult {
            said.map { .known(label: $0.0, score: $0.1) } ?? .missing
        }
        return ComparedPicture(
            sha256: String(format: "%064x", number), name: name, source: .job(id: id(number)), a: result(a),
            b: result(b))
    }
}

extension Scene {
    /// A review of these jobs, with what earlier sessions have said.
    mutating func review(_ jobs: [Job], journal: [Judgement] = []) {
        goLive(jobs: jobs)
        focusQueue()
        type("V")
        var selection = ReviewSelection()
        for job in jobs { selection.add(job) }
        let (items, labels) = selection.finish()
        guard let number = model.results.review?.number else { return }
        let found = FoundReview(items: items, considered: selection.considered, labels: labels)
        send(.results(.reviewFound(number: number, .success(found))))
        var contents = JournalContents()
        for judgement in journal {
            guard let line = try? WireCoding.encoder().encode(judgement) else { continue }
            contents.add(Array(line)[...], WireCoding.decoder())
        }
        send(.results(.journalRead(.success(contents))))
        showPicture()
    }

    /// The journal's answer to everything that is being written.
    mutating func saveJudgements() {
        while model.results.review?.inFlight ?? 0 > 0 { send(.results(.journalWritten(nil))) }
        showPicture()
    }

    /// A comparison whose pictures have been gathered.
    mutating func compare(_ pictures: [ComparedPicture]) {
        goLive(jobs: Fixtures.everyState)
        send(.models(.success(Fixtures.twoModels)))
        focusQueue()
        type("C")
        press(.enter)
        guard let number = model.results.comparison?.request.number else { return }
        send(.results(.comparisonFound(number: number, .success(FoundComparison(pictures: pictures)))))
        showPicture()
    }
}
