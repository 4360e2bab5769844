import API
import Foundation
import Testing

@testable import Client

/// The list of a service that keeps none.
@Suite struct JobBookTests {
    private let now = Date(timeIntervalSince1970: 1_795_912_800)

    private func job(_ number: Int, _ status: JobStatus = .queued) -> Job {
        let date = now.addingTimeInterval(Double(number))
        return Job(
            id: TaskID.make("t\(number)", at: date), status: status, revision: 0,
            image: ImageInfo(name: "t\(number)", format: "", width: 0, height: 0, bytes: 0, sha256: ""), model: "",
            createdAt: date, finishedAt: status.isFinished ? date : nil)
    }

    @Test func pagesComeInEveryOrderAndMeetNoJobTwice() async throws {
        let book = JobBook(filter: .none)
        for number in 0..<25 { await book.put(job(number, number % 2 == 0 ? .succeeded : .queued), at: now) }
        for sort in ["-created", "created", "-finished", "finished"] {
            var seen: [String] = []
            var cursor: String?
            repeat {
                let page = try await book.list(JobListQuery(sort: sort, limit: 7, cursor: cursor), at: now)
                #expect(page.total == 25)
                seen += page.jobs.map(\.id)
                cursor = page.nextCursor
            } while cursor != nil
            #expect(seen.count == 25 && Set(seen).count == 25, "\(sort)")
        }
        let newest = try await book.list(JobListQuery(limit: 1), at: now)
        #expect(newest.jobs.first?.image.name == "t24")
        await #expect(throws: ClientError.self) { try await book.list(JobListQuery(cursor: "x"), at: now) }
    }

    @Test func changesAreToldOnceEachAndMerged() async {
        let book = JobBook(filter: .none, mostEnded: 3)
        await book.put(job(1), at: now)
        await book.put(job(1), at: now)
        await book.put(job(1, .running), at: now)
        guard case .job(let sequence, let told)? = await book.change(after: 0) else { return #expect(Bool(false)) }
        #expect(told.status == .running && told.revision == 2)
        #expect(await book.change(after: sequence) == nil)
        for number in 10..<16 { await book.put(job(number, .succeeded), at: now) }
        var forgotten = 0
        var last = sequence
        while let change = await book.change(after: last) {
            switch change {
            case .job(let number, _): last = number
            case .forgotten(let number, _):
                last = number
                forgotten += 1
            }
        }
        #expect(await book.count == 4 && forgotten >= 3)
    }

    @Test func thousandsOfChangesAreKeptInBounds() async {
        let book = JobBook(filter: .none, mostEnded: 100)
        for number in 0..<20_000 {
            await book.put(job(number), at: now)
            await book.put(job(number, .succeeded), at: now)
        }
        #expect(await book.count == 100)
        let stats = await book.stats(at: now)
        #expect(stats.count(.succeeded) == 100 && stats.count(.queued) == 0)
    }

    @Test func waitingEndsWithAChangeAndWithItsTask() async {
        let book = JobBook(filter: .none)
        let change = Task { await book.waitForChange(after: 0) }
        await book.put(job(1), at: now)
        await change.value
        let dropped = Task { await book.waitForChange(after: 1) }
        dropped.cancel()
        await dropped.value
    }
}
