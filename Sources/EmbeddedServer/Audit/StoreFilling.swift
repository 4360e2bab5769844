import API
import Foundation
import Jobs
import Synchronization

/// A store with any number of finished jobs, as a service has them after months: for measurements.
package struct StoreFilling: Sendable {
    /// The queue's database; made where it is missing.
    package var path: String
    package var jobs: Int
    /// Of every image, bytes. Small by default: images are dropped long before their results.
    package var payloadBytes = 256
    /// Over which the jobs were submitted, the last one now. Default a day.
    package var seconds = 86_400

    /// Occurs in one name of 100,000.
    package static let rareWord = "quokka"
    package static let models = ["tiny-resnet-64@1", "mobilenet-v2@1", "resnet50@1"]
    /// Clients are `ci-0` to `ci-49`.
    package static let clients = 50
    private static let batch = 2000
    private static let labels = [
        "goldfish", "king penguin", "golden retriever", "tabby, tabby cat", "monarch butterfly", "school bus",
        "espresso",
        "lemon", "orange", "pizza", "alp", "jellyfish", "ladybug", "banana", "laptop", "umbrella",
    ]

    package init(path: String, jobs: Int) {
        self.path = path
        self.jobs = jobs
    }

    /// - Parameter note: called now and then with how many jobs are in.
    /// - Throws: `ServiceError`: `STORE_UNAVAILABLE`, `STORE_IN_USE`.
    package func fill(note: (Int) -> Void) async throws(ServiceError) {
        do {
            let store = try SQLiteJobStore(path: path)
            let clock = FillingClock()
            let ids = JobIDGenerator(clock: clock)
            let end = SystemClock().now().milliseconds
            let payload = Data(repeating: 0x5A, count: payloadBytes)
            var done = 0
            while done < jobs {
                let records = try (done..<min(done + Self.batch, jobs)).map { index in
                    let back = Int64(Double(jobs - index) / Double(jobs) * Double(seconds) * 1000)
                    clock.set(end - back)
                    return try Self.record(index, id: ids.next(), at: JobInstant(milliseconds: end - back))
                }
                _ = try await store.restore(records.map { KeptJob(job: $0, payload: payload) })
                // As a service's indexer has long done with them.
                while try await store.indexWords(limit: Self.batch) > 0 {}
                done += records.count
                note(done)
            }
            try await store.close()
        } catch {
            throw ServiceError(any: error)
        }
    }

    /// What the service keeps with each job.
    static func metadata(name: String, bytes: Int) throws -> Data {
        let image = ImageInfo(
            name: name, format: "jpeg", width: 500, height: 375, bytes: bytes,
            sha256: String(repeating: "0123456789abcdef", count: 4))
        return try WireCoding.encoder().encode(JobMetadata(image: image, topK: 5))
    }

    /// 94 of 100 succeeded, 4 failed, 2 were cancelled; the first clients and models have most of the jobs.
    private static func record(_ index: Int, id: JobID, at now: JobInstant) throws -> JobRecord {
        // A multiplicative hash, so that no property follows from another one.
        let mixed = Int((UInt64(index) &* 0x9E37_79B9_7F4A_7C15) >> 33)
        let client = "ci-\((mixed / 7 % clients) * (mixed / 350 % clients) / clients)"
        let model = models[[0, 0, 0, 1, 1, 2][mixed / 17_500 % 6]]
        let name = index % 100_000 == 77_777 ? "\(rareWord)-\(index).jpg" : "IMG_\(index).jpg"
        let bytes = 60_000 + mixed % 40_000
        let lucky = mixed % 100
        var record = JobRecord(
            id: id, state: .succeeded, revision: 7, sequence: 0, name: name, route: model, client: client,
            metadata: try metadata(name: name, bytes: bytes), payloadBytes: bytes, attempt: 1, maxAttempts: 3,
            fraction: 1, createdAt: now,
            startedAt: now.advanced(byMilliseconds: 40), finishedAt: now.advanced(byMilliseconds: 60))
        if lucky < 94 {
            let prediction = (0..<5).map { place in
                Prediction(index: place, label: labels[(mixed + place) % labels.count], score: 0.6 / Double(place + 1))
            }
            record.summary = prediction[0].label
            record.result = try WireCoding.encoder().encode(
                JobResult(
                    prediction: prediction,
                    timings: JobTimings(decoding: 1.4, preprocessing: 0.3, inferring: 1.2, formatting: 0.1)))
        } else if lucky < 98 {
            record.state = .failed
            record.failure = JobFailure(
                code: "UNREADABLE_IMAGE", message: "The JPEG ends in the middle of its data.", step: "decoding")
        } else {
            record.state = .cancelled
        }
        return record
    }
}

/// The time at which a job is made to have been submitted.
private final class FillingClock: JobClock {
    private let milliseconds = Mutex<Int64>(0)

    func now() -> JobInstant { JobInstant(milliseconds: milliseconds.withLock { $0 }) }
    func set(_ value: Int64) { milliseconds.withLock { $0 = value } }
}
