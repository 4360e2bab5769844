import API
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The curl commands of the tutorial that the product comes from, run as they stand there, and its answers, by shape.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct TutorialReplayTests {
        @Test(.enabled(if: Repository.shared != nil, "needs ../shared, with the tutorial's text"))
        func everyCommandOfTheDocumentIsAnsweredAsItShows() async throws {
            let document = try #require(try TutorialDocument.find(), "no document in ../shared/seeds has the routes")
            let commands = ["3.1", "3.2", "3.3", "3.4"].flatMap { document.commands(in: $0) }
            try #require(commands.count == 4, "\(commands.map(\.line.words))")
            let start = try #require(document.code(of: "/start-task'", in: "3.3"))
            let status = try #require(document.code(of: "/task-status/", in: "3.3"))
            let predict = try #require(document.code(of: "/predict'", in: "3.4"))
            try await RunningService.run(arguments: ["--demo-tasks"]) { service in
                let replay = TutorialReplay(service)
                try TutorialReplay.expect(try await replay.run(commands[0].line), 200, commands[0].shown)

                let started = try await replay.run(commands[1].line)
                try TutorialReplay.expect(started, 202, TutorialDocument.answer(202, in: start))
                let early = try await replay.run(commands[2].line)
                #expect(["PENDING", "STARTED"].contains(early.json["status"] as? String), "\(early.text)")
                #expect(Set(early.json.keys) == TutorialDocument.names(state: "PENDING", in: status))
                let done = try await replay.ended(commands[2].line)
                #expect(done.json["status"] as? String == "SUCCESS", "\(done.text)")
                #expect(Set(done.json.keys) == TutorialDocument.names(state: "SUCCESS", in: status))
                try expectDemonstrated(done, input: #"{"image_id":123}"#)

                let accepted = try await replay.run(commands[3].line)
                try TutorialReplay.expect(accepted, 202, TutorialDocument.answer(202, in: predict))
                let address = try #require(accepted.json["status_url"] as? String)
                let result = try await replay.ended(ShellLine("curl \(address)"))
                try TutorialReplay.expect(result, 200, commands[3].shown)
                #expect(result.json["status"] as? String == "SUCCESS", "\(result.text)")
            }
        }

        /// Section 3.2.2 has no command, but the bodies of one.
        @Test(.enabled(if: Repository.shared != nil, "needs ../shared, with the tutorial's text"))
        func theAsynchronousPatternAnswersAsTheDocumentShows() async throws {
            let document = try #require(try TutorialDocument.find(), "no document in ../shared/seeds has the routes")
            let shown = document.shown(in: "3.2")
            try #require(shown.count == 4, "request, answer, error, accepted: \(shown)")
            try await RunningService.run { service in
                try await followTheAsynchronousPattern(service, accepted: shown[3], result: shown[1], error: shown[2])
            }
        }

        /// The same in our own words, where the document is not at hand.
        @Test func theCommandsAndAnswersAsWeUnderstandThem() async throws {
            let shape = { (names: String...) in
                Shape.object(Dictionary(uniqueKeysWithValues: names.map { ($0, .string) }))
            }
            try await RunningService.run(arguments: ["--demo-tasks"]) { service in
                let replay = TutorialReplay(service)
                func run(_ text: String) async throws -> Curl {
                    try await replay.run(try #require(ShellLine.lines(of: text).first))
                }
                let row =
                    #"curl -X POST http://127.0.0.1:5000/predict -H "Content-Type: application/json" \"# + "\n"
                    + #"-d '{"features": [6.7, 3.0, 5.2, 2.3]}'"#
                let scores = Shape.object(["setosa": .number, "versicolor": .number, "virginica": .number])
                try TutorialReplay.expect(
                    try await run(row), 200,
                    .object(["prediction": .string, "class_index": .number, "confidence": scores]))

                let task =
                    #"curl -X POST http://127.0.0.1:5000/start-task -H "Content-Type: application/json" -d '[1.50, "a"]'"#
                let started = try await run(task)
                try TutorialReplay.expect(started, 202, shape("message", "task_id", "status_url"))
                let status = ShellLine("curl http://127.0.0.1:5000/task-status/your-task-id-here")
                try TutorialReplay.expect(try await replay.run(status), 200, shape("task_id", "status", "info"))
                let done = try await replay.ended(status)
                #expect(done.text.contains(#""input":[1.50, "a"]"#), "as it came: \(done.text)")
                try expectDemonstrated(done, input: #"[1.5,"a"]"#)

                let accepted = try await run(
                    #"curl -X POST http://127.0.0.1:5000/predict -F "image=@path/to/your/image.jpg""#)
                try TutorialReplay.expect(accepted, 202, shape("message", "task_id", "status_url"))
                let result = try await replay.ended(ShellLine("curl http://127.0.0.1:5000/results/your-task-id-here"))
                let lines = Shape.list(shape("label", "probability"))
                try TutorialReplay.expect(
                    result, 200,
                    .object([
                        "task_id": .string, "status": .string,
                        "result": .object(["status": .string, "predictions": lines]),
                    ]))
                try await followTheAsynchronousPattern(
                    service, accepted: shape("job_id", "status", "status_url"),
                    result: .object([
                        "request_id": .string, "prediction": .list(.object(["label": .string, "score": .number])),
                    ]),
                    error: .object(["error": shape("code", "message")]))
            }
        }

        private func expectDemonstrated(_ answer: Curl, input: String) throws {
            let result = try #require(answer.json["result"] as? [String: Any], "\(answer.text)")
            #expect(Set(result.keys) == ["input", "output"])
            #expect(result["output"] as? String == "This is the prediction result.")
            let returned = try JSONSerialization.data(
                withJSONObject: try #require(result["input"]), options: [.sortedKeys, .fragmentsAllowed])
            #expect(String(decoding: returned, as: UTF8.self) == input, "\(answer.text)")
        }

        /// `POST /jobs` and what its `GET` says until the end; what it says beyond the shape of the document is named here.
        private func followTheAsynchronousPattern(
            _ service: RunningService, accepted: Shape, result: Shape, error: Shape
        ) async throws {
            let path = Top5Program.sample("lemon.jpg").path
            let posted = try await Curl.run("\(service.url)/jobs", "-F", "image=@\(path)")
            try TutorialReplay.expect(posted, 202, accepted)
            #expect(posted.json["status"] as? String == "pending")
            let id = try #require(posted.json["job_id"] as? String)
            #expect(posted.json["status_url"] as? String == "/jobs/\(id)")
            #expect(posted.headers["location"] == "/jobs/\(id)")
            let done = try await ended(service, id)
            #expect(done.json["status"] as? String == "succeeded", "\(done.text)")
            var rest = done.json
            for name in ["job_id", "status", "status_url"] { #expect(rest.removeValue(forKey: name) is String) }
            #expect(result.differences(from: rest) == [], "\(done.text)")

            // The request's body as the section has it, with its base64 form.
            let image = try Data(contentsOf: Top5Program.sample("lemon.jpg")).base64EncodedString()
            let body = service.home.file("body.json")
            try Data(#"{"data": {"image_base64": "\#(image)"}, "parameters": {"top_k": 2}}"#.utf8).write(to: body)
            let inJSON = try await Curl.run("\(service.url)/jobs", "--json", "@\(body.path)")
            try TutorialReplay.expect(inJSON, 202, accepted)
            let two = try await ended(service, try #require(inJSON.json["job_id"] as? String))
            #expect((two.json["prediction"] as? [Any])?.count == 2, "\(two.text)")

            let torn = service.home.file("torn.jpg")
            try BadPictures.truncatedJPEG().write(to: torn)
            let bad = try await Curl.run("\(service.url)/jobs", "-F", "image=@\(torn.path)")
            let failed = try await ended(service, try #require(bad.json["job_id"] as? String))
            #expect(failed.json["status"] as? String == "failed")
            let failure = try #require(failed.json["error"])
            #expect(error.differences(from: ["error": failure]) == [], "\(failed.text)")

            let unknown = try await Curl.run("\(service.url)/jobs/no-such-job")
            #expect(unknown.status == 404)
            #expect(unknown.errorCode == "NOT_FOUND")
            let several = try await Curl.run("\(service.url)/jobs", "-F", "image=@\(path)", "-F", "image=@\(path)")
            #expect(several.status == 400)
            #expect(several.errorCode == "INVALID_REQUEST", "\(several.text)")
            let none = try await Curl.run("\(service.url)/jobs", "-F", "picture=@\(path)")
            #expect(none.status == 400)
            #expect(none.errorCode == "MISSING_IMAGE")
        }

        private func ended(_ service: RunningService, _ id: String) async throws -> Curl {
            var last: Curl?
            let isEnded = try await Deadline.poll(within: .seconds(60)) {
                let answer = try await Curl.run("\(service.url)/jobs/\(id)")
                #expect(answer.status == 200)
                last = answer
                return !["pending", "running"].contains(answer.json["status"] as? String)
            }
            #expect(isEnded)
            return try #require(last)
        }
    }
}
