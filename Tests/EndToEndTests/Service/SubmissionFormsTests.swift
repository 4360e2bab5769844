import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Several images in a body, images in JSON, and answers that wait for the end; asked with curl.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct SubmissionFormsTests {
        private func image(_ sample: String) -> String { "image=@\(Top5Program.sample(sample).path)" }

        private func jobs(_ answer: Curl) throws -> [Job] {
            try WireCoding.decoder().decode([String: [Job]].self, from: answer.body)["jobs"] ?? []
        }

        @Test func severalImagesAreSeveralJobs() async throws {
            try await RunningService.run { service in
                let answer = try await Curl.run(
                    "\(service.url)/v1/jobs", "-H", "Prefer: wait=60", "-H", "Idempotency-Key: two", "-F",
                    image("lemon.jpg"),
                    "-F", image("goldfish.jpg"), "-F", "top_k=2")
                #expect(answer.status == 200 && answer.headers["preference-applied"] == "wait=60", "\(answer.text)")
                #expect(answer.headers["location"] == nil)
                let done = try jobs(answer)
                #expect(done.map(\.image.name) == ["lemon.jpg", "goldfish.jpg"])
                #expect(done.map { $0.prediction?.first?.label } == ["lemon", "goldfish"])
                #expect(done.map(\.topK) == [2, 2])
                let again = try await Curl.run(
                    "\(service.url)/v1/jobs", "-H", "Idempotency-Key: two", "-F", image("lemon.jpg"), "-F",
                    image("goldfish.jpg"), "-F", "top_k=2")
                #expect(try again.status == 202 && jobs(again).map(\.id) == done.map(\.id), "\(again.text)")
                let swapped = try await Curl.run(
                    "\(service.url)/v1/jobs", "-H", "Idempotency-Key: two", "-F", image("goldfish.jpg"), "-F",
                    image("lemon.jpg"))
                #expect(swapped.status == 422 && swapped.errorCode == "IDEMPOTENCY_MISMATCH", "\(swapped.text)")
                let longer = try await Curl.run(
                    "\(service.url)/v1/jobs", "-H", "Idempotency-Key: two", "-F", image("lemon.jpg"), "-F",
                    image("lemon.jpg"), "-F", image("goldfish.jpg"))
                #expect(longer.status == 422 && longer.errorCode == "IDEMPOTENCY_MISMATCH", "\(longer.text)")
                let listed = try await Curl.run("\(service.url)/v1/jobs")
                #expect(listed.json["total"] as? Int == 2, "\(listed.text)")
            }
        }

        @Test func oneBadImageRefusesItsBodyAndNothingElse() async throws {
            try await RunningService.run { service in
                let text = service.home.file("notes.txt")
                try Data("no image".utf8).write(to: text)
                let answer = try await Curl.run(
                    "\(service.url)/v1/jobs", "-F", image("lemon.jpg"), "-F", "image=@\(text.path)")
                #expect(answer.status == 415 && answer.errorCode == "UNSUPPORTED_IMAGE", "\(answer.text)")
                #expect(answer.error?.details?["image"] == 2)
                #expect(answer.error?.message.contains("'notes.txt'") == true)
                let listed = try await Curl.run("\(service.url)/v1/jobs")
                #expect(listed.json["total"] as? Int == 0, "\(listed.text)")
                let many = try await Curl.run(
                    ["\(service.url)/v1/jobs"]
                        + Array(repeating: ["-F", image("lemon.jpg")], count: 33).flatMap(\.self))
                #expect(many.status == 400 && many.error?.details?["limit"] == 32, "\(many.text)")
                try await service.expectItWorks()
            }
        }

        @Test func anImageInJSONIsTheSameImage() async throws {
            try await RunningService.run { service in
                let bytes = try Data(contentsOf: Top5Program.sample("lemon.jpg"))
                let body = service.home.file("body.json")
                try JSONSerialization.data(withJSONObject: [
                    "model_version": "tiny-resnet-64@1",
                    "data": [
                        "image_base64": bytes.base64EncodedString(options: .lineLength76Characters), "name": "l.jpg",
                    ],
                    "parameters": ["top_k": 3],
                ]).write(to: body)
                let answer = try await Curl.run(
                    "\(service.url)/v1/jobs", "-H", "Prefer: wait=60", "--json", "@\(body.path)")
                #expect(answer.status == 200, "\(answer.text)")
                let job = try WireCoding.decoder().decode(Job.self, from: answer.body)
                #expect(job.image.name == "l.jpg" && job.topK == 3 && job.prediction?.first?.label == "lemon")
                #expect(answer.headers["location"] == job.statusURL)
                #expect(try await service.client.image(of: job.id) == bytes)
            }
        }

        private static let badJSON = [
            ("{", "INVALID_JSON"), ("", "INVALID_JSON"), ("[1]", "INVALID_REQUEST"), ("null", "INVALID_REQUEST"),
            ("{}", "MISSING_IMAGE"), (#"{"data": {}}"#, "MISSING_IMAGE"),
            (#"{"data": {"image_base64": null}}"#, "MISSING_IMAGE"),
            (#"{"data": {"image_base64": 5}}"#, "INVALID_REQUEST"),
            (#"{"data": {"image_base64": "a*b="}}"#, "INVALID_REQUEST"),
            (#"{"data": {"image_base64": "abc"}}"#, "INVALID_REQUEST"),
            (#"{"data": {"image_base64": ""}}"#, "UNREADABLE_IMAGE"),
            (#"{"data": {"image_base64": "aGVsbG8="}}"#, "UNSUPPORTED_IMAGE"),
            (#"{"data": {"image_base64": "aGVsbG8="}, "parameters": {"top_k": "many"}}"#, "INVALID_REQUEST"),
            (#"{"model_version": "nobody", "data": {"image_base64": "aGVsbG8="}}"#, "UNKNOWN_MODEL"),
        ]

        @Test func badJSONIsRefusedWithItsReason() async throws {
            try await RunningService.run { service in
                for (body, code) in Self.badJSON {
                    let answer = try await Curl.run(
                        "\(service.url)/v1/jobs", "-H", "content-type: application/json", "--data-binary", body)
                    #expect(answer.errorCode == code && (400..<500).contains(answer.status), "\(body): \(answer.text)")
                }
            }
        }

        @Test func aPredictionComesAtOnceAndLeavesNoJob() async throws {
            try await RunningService.run { service in
                let address = "\(service.url)/v1/predictions"
                let one = try await Curl.run(address, "-F", image("lemon.jpg"), "-F", "top_k=2")
                #expect(one.status == 200, "\(one.text)")
                let answer = try WireCoding.decoder().decode(PredictionAnswer.self, from: one.body)
                #expect(answer.image.name == "lemon.jpg" && answer.model == "tiny-resnet-64@1" && answer.topK == 2)
                #expect(answer.prediction.first?.label == "lemon" && answer.prediction.count == 2)
                let job = try await service.finished(try await service.submit("lemon.jpg", topK: 2).id)
                #expect(job.prediction == answer.prediction)
                let two = try await Curl.run(address, "-F", image("goldfish.jpg"), "-F", image("lemon.jpg"))
                let answers = try WireCoding.decoder().decode([String: [PredictionAnswer]].self, from: two.body)
                #expect(answers["predictions"]?.map(\.prediction.first?.label) == ["goldfish", "lemon"], "\(two.text)")
                let bad = try await Curl.run(address, "-H", "content-type: image/jpeg", "--data-binary", "no image")
                #expect(bad.status == 415 && bad.errorCode == "UNSUPPORTED_IMAGE", "\(bad.text)")
                let listed = try await Curl.run("\(service.url)/v1/jobs")
                #expect(listed.json["total"] as? Int == 1, "\(listed.text)")
            }
        }

        @Test(arguments: ["top_k=%C3%B9", "top_k=0", "model=%F2%B9%86%AD", "model=", "priority=soon"])
        func aQueryThatIsWrongIsRefusedAlsoWhereTheBodyOverridesIt(query: String) async throws {
            try await RunningService.run { service in
                let answer = try await Curl.run(
                    "\(service.url)/v1/jobs?\(query)", "-F", image("lemon.jpg"), "-F", "top_k=2", "-F",
                    "model=tiny-resnet-64", "-F", "priority=low")
                #expect(answer.status == 400 && answer.errorCode == "INVALID_REQUEST", "\(answer.text)")
            }
        }

        @Test func whoWaitsInVainGetsTheJobAsItIs() async throws {
            try await RunningService.run { service in
                let answer = try await Curl.run(
                    "\(service.url)/v1/jobs", "-H", "Prefer: wait=0", "-F", image("lemon.jpg"))
                #expect(answer.status == 202 || answer.status == 200, "\(answer.text)")
                #expect(answer.headers["preference-applied"] == "wait=0")
                let without = try await Curl.run(
                    "\(service.url)/v1/jobs", "-H", "Prefer: wait=soon", "-F", image("lemon.jpg"))
                #expect(without.status == 202 && without.headers["preference-applied"] == nil)
            }
        }
    }
}
