import API
import Foundation

/// Jobs that nobody has submitted, each made from its number alone, so that a hundred thousand take no memory.
enum SyntheticJob {
    /// Steps of a job's life that are events: accepted, begun and its steps, ended.
    static let stages = 6
    private static let model = "resnet-50@1"
    /// Between two submissions of the past.
    private static let spacing = 0.05
    private static let labels = [
        "goldfish", "tabby", "Egyptian cat", "lemon", "monarch", "jellyfish", "ladybug", "orange", "alp", "banana",
        "golden retriever", "king penguin", "mountain bike", "sports car", "volcano", "teapot",
    ]

    static func name(_ number: Int) -> String { "IMG_\(padded(number, 7)).jpg" }

    /// 26 letters of Crockford's alphabet, in the order of the numbers.
    static func id(_ number: Int) -> String { "01K7" + padded(number, 22) }

    static func number(of id: some StringProtocol) -> Int? { id.hasPrefix("01K7") ? Int(id.dropFirst(4)) : nil }

    /// A job that ended before the measurement began, at `end`.
    static func finished(_ number: Int, of count: Int, end: Date) -> Job {
        let created = end.addingTimeInterval(Double(number - count) * spacing)
        let status: JobStatus = number % 50 == 7 ? .failed : number % 97 == 3 ? .cancelled : .succeeded
        return at(stage: stages - 1, number, created: created, status: status)
    }

    /// - Parameter stage: 0 is waiting, then the four steps, then the end.
    static func at(stage: Int, _ number: Int, created: Date, status: JobStatus = .succeeded) -> Job {
        let status = stage == 0 ? .queued : stage < stages - 1 ? .running : status
        var job = Job(
            id: id(number), status: status, revision: stage + 1,
            image: ImageInfo(
                name: name(number), format: "jpeg", width: 640, height: 480,
                bytes: 40_000 + number % 50_000,
                sha256: String(repeating: "0", count: 42) + padded(number, 22)),
            model: model, client: "client-\(number % 7)", priority: .normal, attempt: stage > 0 ? 1 : 0,
            createdAt: created)
        if status == .queued {
            job.queuePosition = 1
            job.etaMs = 40
            job.waiting = JobWaiting(.next)
        } else {
            job.startedAt = created.addingTimeInterval(0.004)
            job.timingsMs.queued = 4
        }
        if status == .running {
            job.progress = JobProgress(step: JobStep.allCases[stage - 1], fraction: Double(stage - 1) / 4)
        }
        guard status.isFinished else { return job }
        job.finishedAt = created.addingTimeInterval(0.022)
        job.timingsMs = JobTimings(queued: 4, decoding: 2.1, preprocessing: 0.4, inferring: 13, formatting: 0.1)
        if status == .succeeded { job.prediction = prediction(number) }
        if status == .failed {
            job.error = ErrorDetail(code: "IMAGE_TRUNCATED", message: "truncated file", step: .decoding)
        }
        return job
    }

    private static func prediction(_ number: Int) -> [Prediction] {
        (0..<5).map { place in
            let index = (number + place * 3) % labels.count
            return Prediction(index: index, label: labels[index], score: 0.6 / Double(1 << place))
        }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
