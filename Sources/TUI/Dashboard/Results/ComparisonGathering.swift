import API
import Client
import Foundation
import NIOPosix

/// Finds the pictures of a comparison and what both models have said of them already.
struct ComparisonGathering {
    let runner: ResultsRunner
    let request: ComparisonRequest

    func run() async {
        var pictures = PictureSet()
        do throws(ClientError) {
            switch request.pictures {
            case .files(let paths): try await read(paths, into: &pictures)
            case .jobs(let scope):
                try await runner.eachPortion(of: scope, onlySucceeded: true) { jobs, looked, total in
                    for job in jobs { pictures.add(job, request.models) }
                    progress(looked, total)
                    return true
                }
            }
            for side in ModelPair.Side.allCases where pictures.lacks(side) {
                try await lookUp(side, &pictures)
            }
        } catch {
            if error.kind != .cancelled { runner.post(.comparisonFound(number: request.number, .failure(error))) }
            return
        }
        guard !Task.isCancelled else { return }
        let found = FoundComparison(pictures: pictures.list, unreadable: pictures.unreadable)
        runner.post(.comparisonFound(number: request.number, .success(found)))
    }

    /// Earlier jobs of a model on the same pictures, under whatever name they were submitted.
    private func lookUp(_ side: ModelPair.Side, _ pictures: inout PictureSet) async throws(ClientError) {
        var looked = 0
        try await runner.eachPage(of: "state:succeeded model:\"\(request.models[side])\"") { page in
            for job in page.jobs { pictures.fill(job, request.models) }
            looked += page.jobs.count
            progress(looked, page.total)
            return pictures.lacks(side)
        }
    }

    private func read(_ paths: [RawPath], into pictures: inout PictureSet) async throws(ClientError) {
        for (index, path) in paths.enumerated() {
            let contents = await runner.files.contents(of: path)
            guard let contents, !Task.isCancelled else { throw ClientError(.cancelled, "cancelled") }
            guard case .success(let bytes) = contents,
                let sum = try? await runner.threads.runIfActive({ ImageDigest.sha256(of: Data(bytes)) })
            else {
                pictures.unreadable += 1
                continue
            }
            let version = FileVersion(path: path, size: bytes.count, modified: 0)
            pictures.add(sum, name: path.name, source: .file(version))
            progress(index + 1, paths.count)
        }
    }

    private func progress(_ looked: Int, _ total: Int?) {
        runner.post(.comparisonProgress(number: request.number, looked: looked, total: total))
    }
}

/// Pictures by SHA-256, in the order in which they were found.
private struct PictureSet {
    private(set) var list: [ComparedPicture] = []
    private var places: [String: Int] = [:]
    var unreadable = 0

    mutating func add(_ sha256: String, name: String, source: PreviewRequest.Source) {
        guard places[sha256] == nil else { return }
        places[sha256] = list.count
        list.append(ComparedPicture(sha256: sha256, name: name, source: source))
    }

    /// A job of either model, or of a third one: it is the picture that counts.
    mutating func add(_ job: Job, _ models: ModelPair) {
        guard !job.image.sha256.isEmpty else { return }
        add(job.image.sha256, name: job.image.name, source: .job(id: job.id))
        fill(job, models)
    }

    /// Newest first: what is known stays.
    mutating func fill(_ job: Job, _ models: ModelPair) {
        guard let side = models.side(of: job.model), let place = places[job.image.sha256],
            list[place][side] == .missing
        else { return }
        list[place][side] = ComparedResult(job)
    }

    func lacks(_ side: ModelPair.Side) -> Bool { list.contains { $0[side] == .missing } }
}

/// Submits pictures to the model that has not seen them, two at a time, so that others get their turn.
struct MissingSubmission {
    let runner: ResultsRunner
    let number: Int
    private let session = UUID().uuidString

    init(runner: ResultsRunner, number: Int) {
        self.runner = runner
        self.number = number
    }

    func run(_ missing: [MissingResult]) async {
        await withDiscardingTaskGroup { group in
            let next = NextPlace()
            for _ in 0..<2 {
                group.addTask {
                    while !Task.isCancelled, let place = await next.take(), place < missing.count {
                        await submit(missing[place])
                    }
                }
            }
        }
    }

    private func submit(_ result: MissingResult) async {
        let answer: Result<Job, ClientError>
        do throws(ClientError) {
            let upload = ImageUpload(
                source: try await source(of: result), name: result.name, model: result.model,
                idempotencyKey: "\(session)-\(result.sha256.prefix(32))-\(result.side == .a ? "a" : "b")")
            answer = .success(
                try await runner.patiently { () throws(ClientError) in try await runner.client.submit(upload) })
        } catch {
            if error.kind == .cancelled { return }
            answer = .failure(error)
        }
        runner.post(.comparisonSubmitted(number: number, result, answer))
    }

    private func source(of result: MissingResult) async throws(ClientError) -> ImageUpload.Source {
        switch result.source {
        case .job(let id):
            return .bytes(
                try await runner.patiently { () throws(ClientError) in try await runner.client.image(of: id) })
        case .file(let version):
            if let path = version.path.exactText { return .file(path: path) }
            switch await runner.files.contents(of: version.path) {
            case .success(let bytes)?: return .bytes(Data(bytes))
            case .failure(let problem)?: throw ClientError(.file, problem.description)
            case nil: throw ClientError(.cancelled, "cancelled")
            }
        }
    }
}

/// Hands out 0, 1, 2 and so on, each once.
private actor NextPlace {
    private var place = 0

    func take() -> Int? {
        defer { place += 1 }
        return place
    }
}
