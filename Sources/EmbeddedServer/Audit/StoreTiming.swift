import Foundation
import Jobs

/// How long the queue's own steps take on a store that no service works on.
package struct StoreTiming: Sendable {
    /// Milliseconds of each call, its commit included.
    package var submit: [Double] = []
    package var claim: [Double] = []
    package var finish: [Double] = []

    /// Submits `count` jobs of 60,000 bytes, claims and finishes them, one call at a time.
    /// - Throws: `ServiceError`: `STORE_UNAVAILABLE`, `STORE_IN_USE`.
    package static func measure(path: String, count: Int) async throws(ServiceError) -> StoreTiming {
        do {
            let store = try SQLiteJobStore(path: path)
            let clock = SystemClock()
            let ids = JobIDGenerator()
            var timing = StoreTiming()
            let payload = Data(repeating: 0x5A, count: 60_000)
            for index in 0..<count {
                let job = NewJob(
                    id: ids.next(), name: "\(index).jpg", route: StoreFilling.models[0], client: "bench",
                    metadata: try StoreFilling.metadata(name: "\(index).jpg", bytes: payload.count), payload: payload)
                timing.submit.append(
                    try await milliseconds {
                        _ = try await store.submit([job], limits: QueueLimits(jobs: count * 2), now: clock.now())
                    })
            }
            for _ in 0..<count {
                var claimed: JobRecord?
                timing.claim.append(
                    try await milliseconds {
                        let request = ClaimRequest(worker: "bench", routes: nil, leaseMilliseconds: 30_000)
                        claimed = try await store.claim(request, now: clock.now())?.job
                    })
                guard let job = claimed, let token = job.lease?.token else { continue }
                timing.finish.append(
                    try await milliseconds {
                        _ = try await store.finish(
                            job.id, token: token, outcome: .cancelled, thenClaim: nil, now: clock.now())
                    })
            }
            try await store.close()
            return timing
        } catch {
            throw ServiceError(any: error)
        }
    }

    private static func milliseconds(_ body: () async throws -> Void) async rethrows -> Double {
        let begun = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - begun) / .milliseconds(1)
    }
}
