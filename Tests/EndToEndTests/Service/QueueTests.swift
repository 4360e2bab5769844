import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The queue as a whole: pause and resume, workers, priorities, and who hears of forgotten jobs.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct QueueTests {
        @Test func aPausedQueueAcceptsAndShowsWhoWorks() async throws {
            try await RunningService.run(arguments: ["--workers", "2"]) { service in
                // So that it has been measured how long a job takes.
                _ = try await service.finished(try await service.submit("lemon.jpg").id)
                let paused = try await Curl.run("\(service.url)/v1/queue/pause", "-X", "POST")
                #expect(paused.status == 200 && paused.json["paused"] as? Bool == true, "\(paused.text)")
                let image = "image=@\(Top5Program.sample("lemon.jpg").path)"
                var ids: [String] = []
                for (client, priority) in [("a", "low"), ("a", "normal"), ("b", "high")] {
                    let answer = try await Curl.run(
                        "\(service.url)/v1/jobs?priority=\(priority)", "-H", "x-client: \(client)", "-F", image)
                    let job = try WireCoding.decoder().decode(Job.self, from: answer.body)
                    #expect(job.priority?.rawValue == priority)
                    ids.append(job.id)
                }
                let places = try await ids.asyncMap { try await service.client.job($0).queuePosition }
                #expect(places == [3, 2, 1])
                #expect(try await service.client.job(ids[0]).etaMs == nil)
                let wrong = try await Curl.run("\(service.url)/v1/jobs?priority=urgent", "-F", image)
                #expect(wrong.status == 400 && wrong.errorCode == "INVALID_REQUEST", "\(wrong.text)")
                let workers = try await Curl.run("\(service.url)/v1/workers")
                let list = try WireCoding.decoder().decode(WorkerList.self, from: workers.body)
                #expect(list.isPaused && list.workers.map(\.name) == ["embedded/1", "embedded/2"])
                #expect(list.workers.allSatisfy { $0.jobID == nil && $0.leaseExpiresAt == nil })
                let stats = try await Curl.run("\(service.url)/v1/stats")
                #expect(stats.json["paused"] as? Bool == true && stats.json["followers"] as? Int == 0, "\(stats.text)")
                let resumed = try await Curl.run("\(service.url)/v1/queue/resume", "-X", "POST")
                #expect(resumed.json["paused"] as? Bool == false, "\(resumed.text)")
                for id in ids { #expect(try await service.finished(id).status == .succeeded) }
            }
        }

        @Test func theServicesOwnWorkerIsQuietedAndNotDrained() async throws {
            try await RunningService.run(arguments: ["--workers", "2"]) { service in
                let quiet = try await Curl.run("\(service.url)/v1/workers/embedded/quiet", "-X", "POST")
                #expect(quiet.status == 200 && quiet.json["duty"] as? String == "quiet", "\(quiet.text)")
                let id = try await service.submit("lemon.jpg").id
                let waiting = try await service.client.job(id)
                #expect(waiting.status == .queued && waiting.waiting?.known == .noWorker, "\(waiting)")
                let member = try #require(try await service.client.workers().members?.first)
                #expect(member.duty == "quiet" && member.slots == 2 && member.isOfService && !member.models.isEmpty)
                let drain = try await Curl.run("\(service.url)/v1/workers/embedded/drain", "-X", "POST")
                #expect(drain.status == 409 && drain.errorCode == "CONFLICT", "\(drain.text)")
                let none = try await Curl.run("\(service.url)/v1/workers/nobody/quiet", "-X", "POST")
                #expect(none.status == 404 && none.errorCode == "NOT_FOUND", "\(none.text)")
                #expect(try await service.client.job(id).status == .queued)
                #expect(try await service.client.tell(worker: "embedded", .resume).duty == "working")
                #expect(try await service.finished(id).status == .succeeded)
            }
        }

        @Test func finishedJobsSayWhenTheyGoAndGo() async throws {
            try await RunningService.run(arguments: ["--keep-jobs", "2h", "--keep-images", "0s"]) { service in
                let job = try await service.finished(try await service.submit("lemon.jpg").id)
                let end = try #require(job.finishedAt)
                #expect(job.expiresAt == end.addingTimeInterval(7200))
                let sorted = try await Curl.run("\(service.url)/v1/jobs?sort=-finished")
                #expect(sorted.status == 200 && sorted.text.contains(job.id), "\(sorted.text)")
                let wrong = try await Curl.run("\(service.url)/v1/jobs?sort=size")
                #expect(wrong.status == 400 && wrong.errorCode == "INVALID_REQUEST", "\(wrong.text)")
                let limits = try await Curl.run("\(service.url)/v1/limits")
                #expect(limits.json["keep_jobs_ms"] as? Int == 7_200_000 && limits.json["keep_images_ms"] as? Int == 0)
                let isDropped = try await Deadline.poll(within: .seconds(50)) {
                    try await Curl.run("\(service.url)/v1/jobs/\(job.id)/image").status == 410
                }
                #expect(isDropped, "\(service.server.log)")
                #expect(try await service.client.job(job.id).prediction == job.prediction)
            }
        }

        @Test func followersHearOfForgottenJobsAlsoAfterARestart() async throws {
            try await RunningService.run { service in
                let job = try await service.finished(try await service.submit("lemon.jpg").id)
                #expect(try await Curl.run("\(service.url)/v1/jobs/\(job.id)", "-X", "DELETE").status == 204)
                let events = try await CommandRun.of(
                    try #require(CommandRun.program("curl")),
                    ["-sN", "--max-time", "3", "\(service.url)/v1/events?after=0"])
                let text = String(decoding: events.output, as: UTF8.self)
                #expect(
                    text.contains("event: forgotten\n") && text.contains("data: {\"job_id\":\"\(job.id)\"}"), "\(text)")
                #expect(!text.contains("event: job\n"), "\(text)")
            }
        }
    }
}

extension Sequence where Element: Sendable {
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async throws -> [T] {
        var result: [T] = []
        for element in self { result.append(try await transform(element)) }
        return result
    }
}
