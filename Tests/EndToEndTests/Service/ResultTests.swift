import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// How many classes a job answers with, and results that were known before.
    @Suite struct ResultTests {
        private static let classes = 200

        private func submit(_ service: RunningService, _ query: String) async throws -> Curl {
            try await Curl.run(
                "\(service.url)/v1/jobs?\(query)", "-H", "content-type: image/jpeg", "--data-binary",
                "@\(Top5Program.sample("lemon.jpg").path)")
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func aTopKGoesFromOneToAll() async throws {
            try await RunningService.run { service in
                let limits = try await service.client.limits()
                #expect(limits.maxTopK == 10_000)
                var all: [Prediction] = []
                for (topK, asked, lines) in [
                    ("all", Self.classes, Self.classes), ("1", 1, 1), ("200", 200, 200),
                    ("10000", 10_000, Self.classes),
                    ("37", 37, 37),
                ] {
                    let accepted = try await submit(service, "top_k=\(topK)")
                    #expect(accepted.status == 202, "\(accepted.text)")
                    let id = try WireCoding.decoder().decode(Job.self, from: accepted.body).id
                    let job = try await service.finished(id)
                    #expect(job.status == .succeeded, "\(topK): \(job.error as Any)")
                    #expect(job.topK == asked)
                    let prediction = try #require(job.prediction)
                    #expect(prediction.count == lines)
                    if topK == "all" {
                        all = prediction
                        #expect(Set(all.map(\.index)) == Set(0..<Self.classes))
                        #expect(all.map(\.score) == all.map(\.score).sorted(by: >))
                        #expect(abs(all.map(\.score).reduce(0, +) - 1) < 1e-9)
                    }
                    #expect(prediction == Array(all.prefix(lines)))
                }
                let form = try await Curl.run(
                    "\(service.url)/v1/jobs", "-F", "image=@\(Top5Program.sample("lemon.jpg").path)", "-F", "top_k=all")
                #expect(form.json["top_k"] as? Int == Self.classes)
            }
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func anotherTopKIsRefused() async throws {
            try await RunningService.run { service in
                for (topK, words) in [
                    ("0", "top_k is '0'; it must be 1 to 10000, or all"), ("-1", "top_k is '-1'"),
                    ("10001", "top_k is '10001'"),
                    ("five", "top_k is 'five'"), ("", "top_k is ''"),
                ] {
                    let answer = try await submit(service, "top_k=\(topK)")
                    #expect(answer.status == 400)
                    #expect(answer.errorCode == "INVALID_REQUEST")
                    #expect(answer.error?.message.contains(words) == true, "\(answer.text)")
                }
                try await service.expectItWorks()
            }
        }

        @Test func withoutTheOptionNothingIsCached() async throws {
            try await RunningService.run { service in
                for _ in 0..<2 {
                    let job = try await service.finished(try await service.submit("lemon.jpg").id)
                    #expect(!job.cached)
                    #expect(job.timingsMs.work > 0)
                }
                #expect(try await service.client.stats().resultCache == nil)
            }
        }

        @Test func theSameImageIsComputedOnce() async throws {
            try await RunningService.run(arguments: ["--result-cache", "10"]) { service in
                let first = try await service.finished(try await service.submit("lemon.jpg", topK: 7).id)
                #expect(!first.cached)
                let again = try await service.finished(try await service.submit("lemon.jpg", topK: 7).id)
                #expect(again.id != first.id)
                #expect(again.status == .succeeded)
                #expect(again.cached)
                #expect(again.prediction == first.prediction)
                #expect(again.image.sha256 == first.image.sha256)
                for step in JobStep.allCases { #expect(again.timingsMs[step] == nil) }
                #expect((again.timingsMs.queued ?? -1) >= 0)

                let fewer = try await service.finished(try await service.submit("lemon.jpg", topK: 3).id)
                #expect(fewer.cached)
                #expect(fewer.prediction == first.prediction.map { Array($0.prefix(3)) })
                let more = try await service.finished(try await service.submit("lemon.jpg", topK: 8).id)
                #expect(!more.cached)
                #expect(more.prediction?.count == 8)
                let nowMore = try await service.finished(try await service.submit("lemon.jpg", topK: 8).id)
                #expect(nowMore.cached)
                let other = try await service.finished(try await service.submit("orange.jpg").id)
                #expect(!other.cached)
                let stats = try await service.client.stats()
                #expect(stats.resultCache == ResultCacheCounts(capacity: 10, entries: 2, hits: 3, misses: 3))

                // Told apart in the list, in the events, and from the store.
                let listed = try await service.client.jobs(JobListQuery()).jobs
                #expect(listed.map(\.cached) == [false, true, false, true, true, false])
                var events: [String: Bool] = [:]
                for await event in service.client.follow(after: 0) {
                    if case .job(_, let job) = event { events[job.id] = job.cached }
                    if event == .live { break }
                }
                #expect(events[first.id] == false && events[again.id] == true)
            }
        }

        @Test func anotherModelOrVersionIsComputed() async throws {
            let models = try TemporaryFolder("models")
            for version in ["1", "2"] {
                let copy = models.file("copy-\(version)")
                try FileManager.default.copyItem(at: Top5Program.models.appending(path: "tiny-resnet-64"), to: copy)
                let manifest = copy.appending(path: "model.json")
                let text = try String(contentsOf: manifest, encoding: .utf8)
                try Data(
                    text.replacing("\"tiny-resnet-64\"", with: "\"copy\"")
                        .replacing("\"version\": \"1\"", with: "\"version\": \"\(version)\"").utf8
                ).write(to: manifest)
            }
            try await RunningService.run(models: models.url, arguments: ["--result-cache", "10"]) { service in
                for round in 0..<2 {
                    for model in ["copy@1", "copy@2", "tiny-resnet-64"] {
                        let job = try await service.finished(try await service.submit("lemon.jpg", model: model).id)
                        #expect(job.cached == (round == 1), "\(model)")
                        #expect(job.prediction?.first?.label == "lemon")
                    }
                }
            }
        }

        @Test func aFailureIsNeverCached() async throws {
            try await RunningService.run(arguments: ["--result-cache", "10"]) { service in
                let half = try Data(contentsOf: Top5Program.sample("lemon.jpg")).prefix(3000)
                for _ in 0..<2 {
                    let accepted = try await service.client.submit(
                        ImageUpload(source: .bytes(half), name: "half.jpg"))
                    let job = try await service.finished(accepted.id)
                    #expect(job.status == .failed)
                    #expect(!job.cached)
                    #expect(job.error?.code == "UNREADABLE_IMAGE")
                }
                let counts = try #require(try await service.client.stats().resultCache)
                #expect(counts.entries == 0 && counts.hits == 0)
                try await service.expectItWorks()
            }
        }

        /// Each model's job, and the code, the step and a word of its error.
        @Test func aModelWithWrongResultsFailsItsJobsAndNoOther() async throws {
            let models = Repository.file("Tests/InferenceTests/Fixtures/models")
            try await RunningService.run(models: models, arguments: ["--model", "tiny-resnet-64"]) { service in
                for (model, code, step, word) in [
                    ("nan", "INFERENCE_FAILED", JobStep.formatting, "NaN as the score of class 0"),
                    ("wrong-count", "MODEL_UNUSABLE", nil, "4 labels"),
                    ("wrong-rank", "MODEL_UNUSABLE", nil, "[1,16,40]"),
                ] {
                    let id = try await service.submit("lemon.jpg", model: model).id
                    let job = try await service.finished(id)
                    #expect(job.status == .failed)
                    #expect(job.attempt == 1, "trying again does not help")
                    #expect(job.prediction == nil)
                    #expect(job.error?.code == code)
                    #expect(job.error?.step == step)
                    #expect(job.error?.message.contains(word) == true, "\(job.error as Any)")
                }
                let listed = try await service.client.models().models
                for model in ["wrong-count@1", "wrong-rank@1"] {
                    let info = try #require(listed.first { $0.id == model })
                    #expect(info.state == "unusable")
                    #expect(info.error?.contains(model) == true)
                }
                try await service.expectItWorks()
            }
        }

        @Test func theCacheIsBounded() async throws {
            try await RunningService.run(arguments: ["--result-cache", "1", "--workers", "2"]) { service in
                for name in ["lemon.jpg", "orange.jpg", "lemon.jpg"] {
                    let job = try await service.finished(try await service.submit(name).id)
                    #expect(!job.cached, "\(name)")
                }
                #expect(try await service.client.stats().resultCache?.entries == 1)
            }
            let home = try TemporaryFolder("home")
            let refused = try await Top5Program.run(["serve", "--result-cache", "-1"], home: home)
            #expect(refused.exit != .code(0))
            #expect(refused.errors.contains("--result-cache"))
        }

        @Test func manyAtOnceAgree() async throws {
            try await RunningService.run(arguments: ["--result-cache", "4", "--workers", "4"]) { service in
                var ids: [String] = []
                for number in 0..<24 {
                    ids.append(
                        try await service.submit(["lemon.jpg", "orange.jpg"][number % 2], topK: 1 + number % 5).id)
                }
                var best: [String: Set<String>] = [:]
                for id in ids {
                    let job = try await service.finished(id)
                    #expect(job.status == .succeeded)
                    #expect(job.prediction?.count == job.topK)
                    best[job.image.name, default: []].insert(job.prediction?.first?.label ?? "")
                }
                #expect(best == ["lemon.jpg": ["lemon"], "orange.jpg": ["orange"]])
                let counts = try #require(try await service.client.stats().resultCache)
                #expect(counts.hits + counts.misses == 24)
                #expect(counts.hits > 0 && counts.entries == 2)
            }
        }
    }
}
