import API
import Foundation
import Testing

@testable import Jobs
@testable import TUI

/// The dashboard and the service read the filter language in the same way.
@Suite("Two readings of a filter")
struct FilterAgreementTests {
    private static let now = JobInstant(milliseconds: 1_769_860_800_000)

    private static let jobs: [(wire: Job, stored: JobRecord)] = {
        var jobs: [(Job, JobRecord)] = []
        let names = ["cat.jpg", "Dog-2.PNG", "ÄPFEL.jpg", "a:b.jpg", "two words.webp", "写真.jpg", "tab\tname.jpg"]
        for (number, name) in names.enumerated() {
            for (offset, status) in JobStatus.allCases.enumerated() {
                var job = Fixtures.job(number * 5 + offset, name, status, client: ["me", "ci-2", "CI-2"][offset % 3])
                job.model = ["mobilenet-v2@1", "MobileNet-v2@2", "tiny@1"][number % 3]
                job.createdAt = Scene.noon.addingTimeInterval(-Double(number * number) * 1800)
                let record = JobRecord(
                    id: JobID(rawValue: job.id), state: JobState(rawValue: status.rawValue) ?? .queued, revision: 1,
                    sequence: 1, name: name, route: job.model, client: job.client, metadata: Data(), payloadBytes: 1,
                    attempt: 1, maxAttempts: 3,
                    createdAt: JobInstant(milliseconds: Int64(job.createdAt.timeIntervalSince1970 * 1000)),
                    summary: job.prediction?.first?.label,
                    failure: job.error.map { JobFailure(code: $0.code, message: $0.message) })
                jobs.append((job, record))
            }
        }
        return jobs
    }()

    private static let words = [
        "cat", "DOG", "äpfel", "ÄPFEL", "写", "\"two words\"", "two", "\"a:b\"", "a:b", "tabby", "truncated", "-cat",
        "--cat", "-", "\"\"", "state:failed", "state:FAILED,queued", "state:", "state:nonsense", "-state:succeeded",
        "State:running", "model:mobilenet*", "model:*net*", "model:mobilenet-v2", "model:mobilenet-v2@1", "model:*",
        "model:*x*y*", "client:ci-2", "client:CI-2", "-client:me", "client:", "since:1h", "since:90m", "until:2h",
        "since:2026-01-31", "until:2026-01-31T11:00:00Z", "since:2026-13-01", "since:yesterday", "since:-1h",
        "since:1y",
        "until:99999999999999w", "size:3", ":x", "x:", "\"state:failed\"", "state:\"failed\"", "\"open", "cat\"",
        "tab name",
    ]

    private func agree(_ text: String) {
        let here = QueueFilter(text)
        guard let there = try? JobFilter(parsing: text, now: Self.now) else {
            #expect(here.problem != nil, "the service refuses \(text)")
            return
        }
        #expect(here.problem == nil, "the service takes \(text), the dashboard says: \(here.problem?.sentence ?? "")")
        for (wire, stored) in Self.jobs {
            #expect(here.matches(wire, at: Scene.noon) == there.matches(stored), "\(text) on \(wire.image.name)")
        }
    }

    @Test("Every word alone", arguments: words)
    func alone(word: String) { agree(word) }

    @Test("Words together, and too many of them")
    func together() {
        var chance = Chance(state: 0xF117_E500)
        for _ in 0..<300 {
            let count = Int.random(in: 1...4, using: &chance)
            agree((0..<count).compactMap { _ in Self.words.randomElement(using: &chance) }.joined(separator: "  "))
        }
        agree(String(repeating: "a ", count: 33))
        agree(String(repeating: "a ", count: 32))
        agree(String(repeating: "a", count: 501))
        agree("")
        agree("   ")
    }
}
