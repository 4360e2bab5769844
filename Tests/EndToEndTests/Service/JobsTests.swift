import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Version 1 of the API, asked by the client that the dashboard uses and by curl.
    @Suite struct JobsTests {
        @Test func aPictureGoesThroughTheQueue() async throws {
            try await RunningService.run { service in
                let accepted = try await service.submit("goldfish.jpg", topK: 3)
                #expect(accepted.image.name == "goldfish.jpg")
                #expect(accepted.client == "tests")
                let job = try await service.finished(accepted.id)
                #expect(job.status == .succeeded)
                #expect(job.attempt == 1)
                #expect(job.revision > accepted.revision)
                #expect(job.model == "tiny-resnet-64@1")
                let prediction = try #require(job.prediction)
                #expect(prediction.count == 3)
                #expect(prediction.first?.label == "goldfish")
                #expect(prediction.map(\.score) == prediction.map(\.score).sorted(by: >))
                for step in JobStep.allCases {
                    #expect((job.timingsMs[step] ?? -1) >= 0, "\(step) has no time")
                }
                let sent = try Data(contentsOf: Top5Program.sample("goldfish.jpg"))
                #expect(job.image.bytes == sent.count)
                #expect(job.image.format == "jpeg")
                #expect(job.image.width > 0 && job.image.height > 0)
                let stored = try await service.client.image(of: job.id)
                #expect(stored == sent)
            }
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func aNameThatIsNotPercentEncodedIsRefusedInEveryForm() async throws {
            try await RunningService.run { service in
                let path = Top5Program.sample("banana.png").path
                let raw = ["-H", "content-type: image/png", "--data-binary", "@\(path)"]
                for form in [raw, ["-F", "image=@\(path)"]] {
                    let refused = try await Curl.run(
                        ["\(service.url)/v1/jobs", "-H", "x-image-name: b\u{E4}.png"] + form)
                    #expect(refused.status == 400)
                    #expect(refused.error?.code == ErrorCode.invalidRequest.rawValue)
                }
                let taken = try await Curl.run(
                    ["\(service.url)/v1/jobs", "-H", "x-image-name: my b%C3%A4.png"] + raw)
                #expect(try WireCoding.decoder().decode(Job.self, from: taken.body).image.name == "my b\u{E4}.png")
            }
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func curlSubmitsRawAndAsMultipart() async throws {
            try await RunningService.run { service in
                let path = Top5Program.sample("banana.png").path
                let raw = try await Curl.run(
                    "\(service.url)/v1/jobs", "-H", "content-type: image/png", "-H", "x-image-name: b%C3%A4.png",
                    "--data-binary", "@\(path)")
                let form = try await Curl.run("\(service.url)/v1/jobs?top_k=2", "-F", "image=@\(path)")
                for (answer, name) in [(raw, "bä.png"), (form, "banana.png")] {
                    #expect(answer.status == 202, "\(answer.text)")
                    let accepted = try WireCoding.decoder().decode(Job.self, from: answer.body)
                    #expect(accepted.image.name == name)
                    #expect(accepted.image.format == "png")
                    #expect(answer.headers["location"] == accepted.statusURL)
                    let looked = try await Curl.run(service.url + accepted.statusURL)
                    #expect(looked.status == 200)
                    let job = try await service.finished(accepted.id)
                    #expect(job.prediction?.contains { $0.label == "banana" } == true)
                    #expect(job.client == "curl")
                }
                let jobs = try await service.client.jobs(JobListQuery())
                #expect(jobs.jobs.first?.topK == 2)
            }
        }

        @Test func theListIsNewestFirstFilteredAndPaged() async throws {
            try await RunningService.run { service in
                var ids: [String] = []
                for name in ["alp.jpg", "lemon.jpg", "orange.jpg"] { ids.append(try await service.submit(name).id) }
                for id in ids { _ = try await service.finished(id) }
                let all = try await service.client.jobs(JobListQuery())
                #expect(all.jobs.map(\.id) == ids.reversed())
                #expect(all.total == 3)
                #expect(all.nextCursor == nil)
                let first = try await service.client.jobs(JobListQuery(limit: 2))
                #expect(first.jobs.map(\.id) == [ids[2], ids[1]])
                let rest = try await service.client.jobs(
                    JobListQuery(limit: 2, cursor: first.nextCursor))
                #expect(rest.jobs.map(\.id) == [ids[0]])
                #expect(rest.nextCursor == nil)
                let lemons = try await service.client.jobs(JobListQuery(filter: "state:succeeded lemon"))
                #expect(lemons.jobs.map(\.id) == [ids[1]])
                let failures = try await service.client.jobs(JobListQuery(filter: "state:failed"))
                #expect(failures.jobs.isEmpty)
            }
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func aWaitingJobIsCancelledAndPutBack() async throws {
            try await RunningService.run(arguments: ["--workers", "1"]) { service in
                #expect(try await Curl.run("\(service.url)/v1/queue/pause", "-X", "POST").status == 200)
                var ids: [String] = []
                for _ in 0..<3 { ids.append(try await service.submit("alp.jpg").id) }
                let last = try #require(ids.last)
                let cancelled = try await service.client.cancel(last)
                #expect(cancelled.status == .cancelled)
                await Self.expect(.refused(status: 409, code: "CONFLICT")) { try await service.client.cancel(last) }
                let again = try await service.client.retry(last)
                #expect(again.status == .queued && again.queuePosition == 3)
                #expect(try await Curl.run("\(service.url)/v1/queue/resume", "-X", "POST").status == 200)
                for id in ids {
                    let job = try await service.finished(id)
                    #expect(job.status == .succeeded)
                }
                await Self.expect(.refused(status: 409, code: "CONFLICT")) { try await service.client.retry(last) }
            }
        }

        @Test func theServiceDescribesItself() async throws {
            try await RunningService.run(arguments: ["--workers", "2", "--max-image-bytes", "5000000"]) { service in
                let limits = try await service.client.limits()
                #expect(limits.maxImageBytes == 5_000_000)
                #expect(Set(limits.formats).isSuperset(of: ["jpeg", "png", "webp"]))
                #expect(limits.defaultTopK == 5)
                let models = try await service.client.models()
                let model = try #require(models.models.first { $0.isDefault })
                #expect(model.id == "tiny-resnet-64@1")
                #expect(model.classes == 200)
                #expect(models.hint != nil, "a starter model should say how to get a stronger one")
                try await service.expectItWorks()
                let stats = try await service.client.stats()
                #expect(stats.count(.succeeded) == 1)
                #expect(Set(stats.depth.keys) == Set(JobStatus.allCases.map(\.rawValue)))
                #expect(stats.workers.slots == 2)
                #expect(stats.imagesPerSecond > 0)
                #expect((stats.latencyMs[ServiceStats.totalKey]?.p50 ?? 0) > 0)
                #expect(!stats.durability.isEmpty && !stats.version.isEmpty)
            }
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func healthAndRequestIDs() async throws {
            try await RunningService.run { service in
                let alive = try await Curl.run("\(service.url)/livez")
                #expect(alive.status == 200)
                let isReady = try await Deadline.poll { try await Curl.run("\(service.url)/readyz").status == 200 }
                #expect(isReady)
                let ready = try await Curl.run("\(service.url)/readyz")
                let readiness = try WireCoding.decoder().decode(Readiness.self, from: ready.body)
                #expect(readiness == Readiness(ready: true))

                let echoed = try await Curl.run("\(service.url)/v1/stats", "-H", "X-Request-Id: mine-7")
                #expect(echoed.headers["x-request-id"] == "mine-7")
                let made = try await Curl.run("\(service.url)/v1/jobs/nothing", "-H", "X-Request-Id: in sane")
                #expect(made.headers["x-request-id"]?.isEmpty == false)
                #expect(made.headers["x-request-id"] != "in sane")
                #expect(made.error?.requestID == made.headers["x-request-id"])
            }
        }

        @Test func eventsAreCompleteInOrderAndResumable() async throws {
            try await RunningService.run { service in
                let first = try await service.submit("lemon.jpg").id
                _ = try await service.finished(first)
                var sequences: [Int64] = []
                for await event in service.client.follow(after: 0) {
                    if case .job(let sequence, let job) = event, job.id == first { sequences.append(sequence) }
                    if event == .live { break }
                }
                #expect(!sequences.isEmpty)
                #expect(sequences == sequences.sorted())
                let last = try #require(sequences.last)

                let second = try await service.submit("orange.jpg").id
                var changes: [(sequence: Int64, job: Job)] = []
                for await event in service.client.follow(after: last) {
                    guard case .job(let sequence, let job) = event else { continue }
                    changes.append((sequence, job))
                    if job.status.isFinished { break }
                }
                #expect(changes.allSatisfy { $0.sequence > last && $0.job.id == second })
                #expect(changes.last?.job.status == .succeeded)
                #expect(changes.map(\.job.revision) == changes.map(\.job.revision).sorted())
                #expect(Set(changes.map(\.sequence)).count == changes.count)
            }
        }

        @Test func aRepeatedSubmissionIsOneJob() async throws {
            try await RunningService.run { service in
                func submit(_ sample: String, key: String) async throws -> Job {
                    try await service.client.submit(
                        ImageUpload(
                            source: .file(path: Top5Program.sample(sample).path), name: sample, idempotencyKey: key))
                }
                let first = try await submit("lemon.jpg", key: "one")
                _ = try await service.finished(first.id)
                let again = try await submit("lemon.jpg", key: "one")
                #expect(again.id == first.id)
                #expect(again.status == .succeeded)
                await Self.expect(.refused(status: 422, code: "IDEMPOTENCY_MISMATCH")) {
                    try await submit("orange.jpg", key: "one")
                }
                #expect(try await submit("orange.jpg", key: "two").id != first.id)
                #expect(try await service.client.jobs(JobListQuery()).total == 2)
            }
        }

        @Test func aFollowerOfAStoreThatIsGoneGoesOnWithTheNewOne() async throws {
            try await RunningService.run { service in
                let id = try await service.submit("lemon.jpg").id
                _ = try await service.finished(id)
                var next: String?
                for await event in service.client.follow(after: 1_000_000) {
                    if event == .live {
                        next = try await service.submit("orange.jpg").id
                    } else if case .job(_, let job) = event, job.id == next, job.status == .succeeded {
                        break
                    }
                }
                #expect(next != nil)
            }
        }

        /// Runs a request that must be refused just so.
        static func expect<Value>(
            _ kind: ClientError.Kind, at location: SourceLocation = #_sourceLocation,
            _ request: () async throws -> Value
        ) async {
            do {
                let value = try await request()
                Issue.record("accepted: \(value)", sourceLocation: location)
            } catch let error as ClientError {
                #expect(error.kind == kind, "\(error.message)", sourceLocation: location)
                #expect(!error.message.isEmpty, sourceLocation: location)
            } catch {
                Issue.record("\(error)", sourceLocation: location)
            }
        }
    }
}
