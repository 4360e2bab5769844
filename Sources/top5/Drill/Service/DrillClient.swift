import API
import Client
import Foundation

/// An honest client: what was not answered it sends again, under the same key, until it is.
struct DrillClient: Sendable {
    let name: String
    let service: HTTPServiceClient
    let plan: ServiceDrillPlan
    let book: SubmissionBook
    /// In front of every key.
    let keyPrefix: String

    /// Between two tries, and while nothing is released.
    private static let pause = Duration.milliseconds(10)

    /// Sends images as they are released, until all of the round are sent and answered.
    func run() async throws {
        while true {
            try Task.checkCancellation()
            if let index = book.take() {
                try await send(index)
            } else if book.now.next >= plan.images {
                return
            } else {
                try await Task.sleep(for: Self.pause)
            }
        }
    }

    private func send(_ index: Int) async throws {
        let sample = index % plan.samples.count
        let key = "\(keyPrefix)-\(index)"
        var isRepeated = false
        while true {
            do throws(ClientError) {
                let job = try await service.submit(upload(index, key: key))
                return book.note(.init(index: index, sample: sample, id: job.id, client: name, key: key))
            } catch {
                switch error.kind {
                case .unreachable:
                    if !isRepeated { book.noteLostAnswer() }
                    isRepeated = true
                case .refused(429, _), .refused(503, _): book.noteWait()
                case .cancelled: throw CancellationError()
                case .refused, .badAnswer, .file:
                    return book.noteRefusal("image \(index): \(error.code ?? "bad answer"): \(error.description)")
                }
            }
            try await Task.sleep(for: Self.pause)
        }
    }

    /// The same submission once more, after its answer: it must be the same job.
    /// - Returns: the job's id, or in words why there is none.
    func repeats(_ accepted: SubmissionBook.Accepted) async -> String {
        do {
            return try await service.submit(upload(accepted.index, key: accepted.key)).id
        } catch {
            return error.description
        }
    }

    private func upload(_ index: Int, key: String) -> ImageUpload {
        let sample = plan.samples[index % plan.samples.count]
        return ImageUpload(source: .bytes(sample.bytes), name: "\(index)-\(sample.name)", idempotencyKey: key)
    }
}
