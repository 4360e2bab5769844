import API
import EmbeddedServer
import Foundation
import Testing

@testable import top5

/// That a drill sees what it is there to see.
struct RoundVerdictTests {
    private static func submission(_ index: Int, id: String? = nil, sample: Int = 0) -> SubmissionBook.Accepted {
        .init(index: index, sample: sample, id: id ?? "job-\(index)", client: "c", key: "key-\(index)")
    }

    private static func job(
        _ index: Int, _ status: JobStatus = .succeeded, label: String = "lemon", attempt: Int = 1
    ) -> Job {
        Job(
            id: "job-\(index)", status: status, revision: 6,
            image: ImageInfo(name: "a", format: "jpeg", width: 1, height: 1, bytes: 1, sha256: ""), model: "m@1",
            attempt: attempt, createdAt: Date(timeIntervalSince1970: 0),
            prediction: status == .succeeded ? [Prediction(index: 0, label: label, score: 1)] : nil,
            error: status == .failed ? ErrorDetail(code: "LEASE_EXPIRED", message: "") : nil)
    }

    private static func stored(
        _ index: Int, _ status: JobStatus = .succeeded, ends: Int = 1, id: String? = nil
    ) -> StoreAudit.StoredJob {
        .init(
            id: id ?? "job-\(index)", status: status, revision: 6, client: "c", idempotencyKey: "key-\(index)",
            ends: ends)
    }

    private static func verdict(
        accepted: [SubmissionBook.Accepted] = [submission(0), submission(1)], jobs: [Job] = [job(0), job(1)],
        stored: [StoreAudit.StoredJob] = [stored(0), stored(1)],
        ends: [String: Set<Int>] = ["job-0": [6], "job-1": [6]]
    ) -> RoundVerdict {
        RoundVerdict(
            accepted, jobs: Dictionary(uniqueKeysWithValues: jobs.map { ($0.id, $0) }), stored: stored, ends: ends,
            expected: [0: "lemon"])
    }

    @Test func whatIsAsItShouldBeIsNotSuspected() {
        let verdict = Self.verdict(
            jobs: [Self.job(0, attempt: 3), Self.job(1, .failed)], stored: [Self.stored(0), Self.stored(1, .failed)])
        #expect(verdict.accepted == 2 && verdict.succeeded == 1 && verdict.failed == ["LEASE_EXPIRED": 1])
        #expect(verdict.repeatedAttempts == 2)
        #expect(verdict.lost + verdict.finishedTwice + verdict.storedTwice + verdict.mixedUp + verdict.unheard == [])
    }

    @Test func anAcceptedImageThatIsNowhereOrUnfinishedIsLost() {
        #expect(Self.verdict(jobs: [Self.job(0)]).lost == ["job-1"])
        #expect(Self.verdict(jobs: [Self.job(0), Self.job(1, .running)]).lost == ["job-1"])
        #expect(Self.verdict(stored: [Self.stored(1)]).lost == ["job-0"])
        #expect(Self.verdict(stored: [Self.stored(0, .queued), Self.stored(1)]).lost == ["job-0"])
        #expect(Self.verdict(stored: [Self.stored(0, ends: 0), Self.stored(1)]).lost == ["job-0"])
        let merged = [Self.submission(0), Self.submission(1, id: "job-0")]
        #expect(Self.verdict(accepted: merged).lost == ["job-0"])
    }

    @Test func twoEndsAreSeenInTheStoreAndInTheEvents() {
        #expect(Self.verdict(stored: [Self.stored(0, ends: 2), Self.stored(1)]).finishedTwice == ["job-0"])
        #expect(Self.verdict(ends: ["job-0": [6], "job-1": [6, 9]]).finishedTwice == ["job-1"])
        #expect(Self.verdict(ends: ["job-0": [6]]).unheard == ["job-1"])
        #expect(Self.verdict(stored: [Self.stored(0, .failed), Self.stored(1)]).finishedTwice == ["job-0"])
    }

    @Test func oneSubmissionInTwoJobsAndAnothersResultAreSeen() {
        let twin = Self.stored(0, id: "job-7")
        #expect(Self.verdict(stored: [Self.stored(0), Self.stored(1), twin]).storedTwice == ["job-0"])
        #expect(Self.verdict(jobs: [Self.job(0), Self.job(1, label: "alp")]).mixedUp == ["job-1"])
    }
}
