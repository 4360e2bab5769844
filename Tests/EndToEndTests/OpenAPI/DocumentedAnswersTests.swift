import API
import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Real answers of a live service are what its OpenAPI document says.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct DocumentedAnswersTests {
        @Test func aJobInEveryStateAndWhatIsDoneWithIt() async throws {
            try await RunningService.run { running in
                let service = try await DocumentedService(running)
                let lemon = Top5Program.sample("lemon.jpg").path
                let submitted = try await service.ask("POST", "/v1/jobs", ["-F", "image=@\(lemon)"])
                let id = try #require(submitted.json["job_id"] as? String)
                let done = try await service.ended(id)
                #expect(done.json["status"] as? String == "succeeded")
                let tag = try #require(done.headers["etag"])
                try await service.ask("GET", "/v1/jobs/{id}", id: id, ["-H", "if-none-match: \(tag)"])
                try await service.ask("GET", "/v1/jobs/{id}/image", id: id)
                try await service.ask("GET", "/v1/jobs/{id}/image", id: id, query: "?fit=64")
                try await service.ask("GET", "/v1/jobs/{id}/image", id: id, query: "?fit=5")
                try await service.ask("POST", "/v1/jobs/{id}/cancel", id: id)

                let torn = running.home.file("torn.jpg")
                try BadPictures.truncatedJPEG().write(to: torn)
                let bad = try await service.ask("POST", "/v1/jobs", ["-F", "image=@\(torn.path)"])
                let failed = try await service.ended(try #require(bad.json["job_id"] as? String))
                #expect(failed.json["status"] as? String == "failed")
                let badID = try #require(failed.json["job_id"] as? String)
                try await service.ask("POST", "/v1/jobs/{id}/retry", id: badID)
                _ = try await service.ended(badID)

                let list = try await service.ask("GET", "/v1/jobs", query: "?limit=1")
                let cursor = try #require(list.json["next_cursor"] as? String)
                try await service.ask("GET", "/v1/jobs", query: "?limit=1&cursor=\(cursor)")
                try await service.ask("POST", "/v1/jobs/cancel", query: "?state=failed")
                try await service.ask("POST", "/v1/jobs/retry", query: "?client=nobody")
                try await service.ask("GET", "/v1/stats")
                try await service.ask("DELETE", "/v1/jobs/{id}", id: id)
                try await service.ask("GET", "/v1/jobs/{id}", id: id)
                try await service.ask("DELETE", "/v1/jobs", query: "?state=failed")
                let expected = [
                    "submitJobs 202", "getJob 200", "getJob 304", "getJob 410", "getJobImage 200", "getJobImage 400",
                    "cancelJob 409", "retryJob 202", "listJobs 200", "cancelJobs 200", "retryJobs 200", "forgetJob 204",
                    "forgetJobs 200", "getStats 200",
                ]
                #expect(service.seen.isSuperset(of: expected), "\(service.seen.sorted())")
            }
        }

        @Test func everyWayToSubmitAndEveryRefusal() async throws {
            try await RunningService.run(arguments: ["--max-image-bytes", "1000000"]) { running in
                let service = try await DocumentedService(running)
                let lemon = Top5Program.sample("lemon.jpg").path
                let raw = ["-H", "content-type: image/jpeg", "--data-binary", "@\(lemon)"]
                let key = ["-H", "idempotency-key: k"]
                try await service.ask("POST", "/v1/jobs", raw + key)
                try await service.ask("POST", "/v1/jobs", raw + ["-H", "prefer: wait=30"])
                try await service.ask("POST", "/v1/jobs", ["-F", "image=@\(lemon)", "-F", "image=@\(lemon)"])
                let body = running.home.file("body.json")
                let image = try Data(contentsOf: Top5Program.sample("lemon.jpg")).base64EncodedString()
                try Data(#"{"data": {"image_base64": "\#(image)"}}"#.utf8).write(to: body)
                try await service.ask("POST", "/v1/jobs", ["--json", "@\(body.path)"])

                let large = running.home.file("large")
                try Data(count: 1_100_000).write(to: large)
                let huge = running.home.file("huge.png")
                try BadPictures.hugePNG(side: 30_000).write(to: huge)
                let refusals: [(code: String, query: String, arguments: [String])] = [
                    ("MISSING_IMAGE", "", ["-F", "a=b"]), ("INVALID_JSON", "", ["--json", "{"]),
                    ("INVALID_REQUEST", "?top_k=0", raw), ("UNKNOWN_MODEL", "?model=none", raw),
                    ("UNSUPPORTED_IMAGE", "", ["-H", "content-type: image/png", "--data-binary", "text"]),
                    ("BODY_TOO_LARGE", "", ["-H", "content-type: image/png", "--data-binary", "@\(large.path)"]),
                    ("IMAGE_TOO_LARGE", "", ["-H", "content-type: image/png", "--data-binary", "@\(huge.path)"]),
                    ("UNREADABLE_IMAGE", "", ["-H", "content-type: image/png", "-d", ""]),
                    (
                        "IDEMPOTENCY_MISMATCH", "",
                        key + ["-F", "image=@\(Top5Program.sample("orange.jpg").path)"]
                    ),
                ]
                for refusal in refusals {
                    let answer = try await service.ask("POST", "/v1/jobs", query: refusal.query, refusal.arguments)
                    #expect(answer.errorCode == refusal.code, "\(answer.text)")
                }
                try await service.ask("GET", "/v1/jobs", query: "?nope=1")
                try await service.ask("GET", "/v1/jobs", query: "?q=a:b")
                try await service.ask("GET", "/v1/jobs", query: "?cursor=x")
                try await service.ask("GET", "/v1/jobs", ["-H", "accept: text/html"])
                try await service.ask("DELETE", "/v1/jobs")
                #expect(
                    service.seen.isSuperset(of: ["submitJobs 200", "submitJobs 422", "listJobs 406", "forgetJobs 400"]))
            }
        }

        @Test func whatAServiceSaysOfItself() async throws {
            try await RunningService.run(arguments: ["--demo-tasks", "--result-cache", "10"]) { running in
                let service = try await DocumentedService(running)
                for path in [
                    "/v1/limits", "/v1/models", "/v1/stats", "/livez", "/openapi.json", "/", "/api/model/info",
                ] {
                    let answer = try await service.ask("GET", path)
                    #expect(answer.status == 200, "\(path)")
                }
                try await service.ask("GET", "/readyz")
                for turn in ["pause", "resume"] { try await service.ask("POST", "/v1/queue/\(turn)") }
                for order in ["quiet", "resume", "drain"] {
                    try await service.ask("POST", "/v1/workers/{name}/\(order)", id: "embedded")
                    try await service.ask("POST", "/v1/workers/{name}/\(order)", id: "nobody")
                }
                #expect(
                    service.seen.isSuperset(of: [
                        "quietWorker 200", "resumeWorker 200", "drainWorker 409", "quietWorker 404",
                    ]))
                try await service.ask("GET", "/v1/workers")
                try await service.ask("GET", "/v1/models/{name}", id: "iris")
                try await service.ask("GET", "/v1/models/{name}", id: "none")

                let lemon = Top5Program.sample("lemon.jpg").path
                for form in ["image=@\(lemon)", "image=@\(lemon);filename=a.gif"] {
                    let started = try await service.ask("POST", "/predict", ["-F", form])
                    try await service.ask("GET", "/results/{id}", id: started.json["task_id"] as? String ?? "none")
                }
                for row in [
                    #"{"features": [5.1, 3.5, 1.4, 0.2]}"#, #"{"features": 1}"#, #"{"features": [1, 2, 3, null]}"#,
                ] {
                    try await service.ask("POST", "/predict", ["--json", row])
                }
                let job = try await service.ask("POST", "/jobs", ["-F", "image=@\(lemon)"])
                let id = try #require(job.json["job_id"] as? String)
                _ = try await service.ended(id)
                try await service.ask("GET", "/jobs/{id}", id: id)
                try await service.ask("GET", "/results/{id}", id: id)
                try await service.ask("GET", "/jobs/{id}", id: "none")
                for input in [#"{"image_id": 123}"#, "{}", "{"] {
                    let task = try await service.ask("POST", "/start-task", ["--json", input])
                    try await service.ask("GET", "/task-status/{id}", id: task.json["task_id"] as? String ?? "none")
                }
                #expect(service.seen.contains("predict 500"))
            }
        }

        @Test func everyEventsDataIsAsDocumented() async throws {
            try await RunningService.run { running in
                let service = try await DocumentedService(running)
                let job = try await running.submit("lemon.jpg")
                _ = try await running.finished(job.id)
                let gone = try await running.submit("goldfish.jpg")
                _ = try await running.finished(gone.id)
                try await service.ask("DELETE", "/v1/jobs/{id}", id: gone.id)
                let curl = try #require(CommandRun.program("curl"))
                let follower = try ChildProcess(curl, ["-sSNi", "\(running.url)/v1/events?after=0"])
                var text = ""
                await Deadline.poll {
                    text = String(decoding: follower.output, as: UTF8.self)
                    return text.contains("event: live\n") && text.hasSuffix("\n\n")
                }
                follower.kill(SIGKILL)
                #expect(text.contains("text/event-stream"))
                let events = text.matches(of: /event: ([a-z]+)\nid: [0-9]+\ndata: (.*)\n\n/)
                #expect(Set(events.map(\.1)) == ["job", "forgotten", "live"], "\(text)")
                for event in events {
                    #expect(try service.violations(of: event.2, event: String(event.1)) == [], "\(event.0)")
                }
                #expect(try service.violations(of: #"{"id": "x"}"#, event: "forgotten") != [])
                #expect(throws: SchemaCheck.UnknownKeyword.self) { try service.violations(of: "{}", event: "unheard") }
            }
        }

        /// A check that lets everything pass would hold nothing.
        @Test func theCheckFindsWhatIsWrong() throws {
            let schema = try #require(
                try JSONSerialization.jsonObject(
                    with: Data(
                        """
                        {"type": "object", "required": ["a"], "properties": {
                            "a": {"type": "integer", "minimum": 1}, "b": {"anyOf": [{"$ref": "#/x"}, {"type": "null"}]},
                            "c": {"type": "array", "items": {"type": "string", "enum": ["x"], "pattern": "^x"}}}}
                        """.utf8)) as? [String: Any])
            let check = SchemaCheck(document: ["x": ["type": "object", "properties": ["y": ["type": "string"]]]])
            func violations(_ text: String) throws -> [String] {
                try check.violations(of: try JSONSerialization.jsonObject(with: Data(text.utf8)), schema)
            }
            for good in [#"{"a": 1}"#, #"{"a": 2, "b": null}"#, #"{"a": 2, "b": {"y": ""}, "c": ["x", "x"]}"#] {
                #expect(try violations(good) == [], "\(good)")
            }
            let bad = [
                "{}", #"{"a": 0}"#, #"{"a": 1.5}"#, #"{"a": "1"}"#, #"{"a": true}"#, #"{"a": 1, "b": 2}"#,
                #"{"a": 1, "d": 2}"#,
                #"{"a": 1, "b": {"y": 1}}"#, #"{"a": 1, "b": {"z": 1}}"#, #"{"a": 1, "c": ["y"]}"#,
                #"{"a": 1, "c": {}}"#, "[]",
            ]
            for text in bad { #expect(try violations(text) != [], "\(text)") }
            #expect(throws: SchemaCheck.UnknownKeyword.self) { try check.violations(of: 1, ["multipleOf": 2]) }
        }
    }
}
