import API
import Foundation
import Hummingbird
import Jobs
import Synchronization

/// `POST /v1/predictions`: takes what `POST /v1/jobs` takes and answers with the result. Nothing is queued or stored, so
/// nothing of it survives a crash: for callers who wait anyway.
struct PredictionRoutes {
    let service: ClassificationService
    let handler: ClassificationHandler
    let seats: PredictionSeats

    func add(to router: Router<ServiceRequestContext>) {
        router.post("/v1/predictions", use: predict)
    }

    /// One image gives one prediction, several give `{"predictions": […]}`, all or none.
    @Sendable private func predict(_ request: Request, context: ServiceRequestContext) async throws -> Response {
        let answers = try await SubmissionReader(service).read(request, answers)
        guard answers.count == 1, let answer = answers.first else { return try .json(["predictions": answers]) }
        return try .json(answer)
    }

    private func answers(_ submissions: [Submission]) async throws -> [PredictionAnswer] {
        try seats.take(submissions.count)
        defer { seats.give(submissions.count) }
        return try await withThrowingTaskGroup(of: (Int, PredictionAnswer).self) { group in
            for (index, submission) in submissions.enumerated() {
                group.addTask {
                    do {
                        return (index, try await answer(submission, name: "image-\(index + 1)"))
                    } catch {
                        guard submissions.count > 1 else { throw error }
                        throw ServiceError(any: error).of(
                            part: index + 1, of: submissions.count, name: submission.name)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func answer(_ submission: Submission, name: String) async throws -> PredictionAnswer {
        let (model, metadata) = try service.check(submission, name: name)
        let result = try await handler.result(submission.image.bytes, metadata, model: model)
        return PredictionAnswer(
            image: metadata.image, model: model, topK: metadata.topK, timingsMs: result.timings,
            prediction: result.prediction, cached: result.cached)
    }
}

/// How many images synchronous predictions may hold at once; who comes later is told to come back.
final class PredictionSeats: Sendable {
    let count: Int
    private let taken = Mutex(0)

    /// - Parameter count: at least as many as one request may have.
    init(count: Int) {
        self.count = count
    }

    /// - Throws: `QUEUE_FULL`.
    func take(_ images: Int) throws(ServiceError) {
        let hasRoom = taken.withLock { taken in
            guard taken + images <= count else { return false }
            taken += images
            return true
        }
        guard hasRoom else {
            throw ServiceError(
                .queueFull,
                "\(count) images are being classified for callers who wait, as many as this server takes; try again soon, "
                    + "or submit to /v1/jobs.", details: ["limit": count])
        }
    }

    func give(_ images: Int) {
        taken.withLock { $0 -= images }
    }
}
