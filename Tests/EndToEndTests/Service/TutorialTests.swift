import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Section 3.4 of the tutorial that the product comes from, command by command.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct TutorialTests {
        @Test func predictAnswersAtOnceAndTheResultFollows() async throws {
            try await RunningService.run { service in
                let path = Top5Program.sample("lemon.jpg").path
                let started = try await Curl.run("-X", "POST", "\(service.url)/predict", "-F", "image=@\(path)")
                #expect(started.status == 202)
                #expect(started.json["message"] as? String == "Image classification task started.")
                let id = try #require(started.json["task_id"] as? String)
                let status = try #require(started.json["status_url"] as? String)
                #expect(status == "\(service.url)/results/\(id)")
                #expect(started.json.count == 3)

                let states = ["PENDING", "STARTED", "PROGRESS", "SUCCESS"]
                var last = started
                let isDone = try await Deadline.poll {
                    last = try await Curl.run(status)
                    #expect(last.status == 200)
                    #expect(last.json["task_id"] as? String == id)
                    #expect(states.contains(last.json["status"] as? String ?? ""), "\(last.text)")
                    return last.json["status"] as? String == "SUCCESS"
                }
                #expect(isDone, "\(last.text)")
                let result = try #require(last.json["result"] as? [String: Any])
                #expect(result["status"] as? String == "Completed")
                let predictions = try #require(result["predictions"] as? [[String: String]])
                #expect(predictions.count == 5)
                #expect(predictions.first?["label"] == "lemon")
                for line in predictions {
                    #expect(Set(line.keys) == ["label", "probability"])
                    #expect(line["probability"]?.wholeMatch(of: /[01]\.[0-9]{4}/) != nil, "\(line)")
                }
            }
        }

        @Test func badRequestsGetTheTutorialsOwnWords() async throws {
            try await RunningService.run { service in
                let noFile = "No image file provided in the request"
                let badType = "Invalid file type. Please upload a PNG, JPG, or JPEG image."
                let url = "\(service.url)/predict"
                let path = Top5Program.sample("lemon.jpg").path

                let other = try await Curl.run("-X", "POST", url, "-F", "picture=@\(path)")
                #expect(other.status == 400)
                #expect(other.json["error"] as? String == noFile)
                let none = try await Curl.run("-X", "POST", url)
                #expect(none.status == 400)
                #expect(none.json["error"] as? String == noFile)
                let gif = try await Curl.run("-X", "POST", url, "-F", "image=@\(path);filename=a.gif")
                #expect(gif.status == 400)
                #expect(gif.json["error"] as? String == badType)
                let unnamed = try await Curl.run("-X", "POST", url, "-F", "image=@\(path);filename=\"\"")
                #expect(unnamed.status == 400)
                #expect([noFile, badType].contains(unnamed.json["error"] as? String))

                let upper = try await Curl.run("-X", "POST", url, "-F", "image=@\(path);filename=A.JPEG")
                #expect(upper.status == 202)
                try await service.expectItWorks()
            }
        }

        @Test func anUnknownTaskIsPendingAsInCelery() async throws {
            try await RunningService.run { service in
                let answer = try await Curl.run("\(service.url)/results/no-such-task")
                #expect(answer.status == 200)
                #expect(answer.json["status"] as? String == "PENDING")
                #expect(answer.json["task_id"] as? String == "no-such-task")
            }
        }

        @Test func theStartPageAndTheModelCardSayWhatThisIs() async throws {
            try await RunningService.run { service in
                let start = try await Curl.run("\(service.url)/")
                #expect(start.status == 200)
                #expect(start.headers["content-type"]?.hasPrefix("text/plain") == true)
                #expect(start.text.contains("top5"))
                let card = try await Curl.run("\(service.url)/api/model/info")
                #expect(card.status == 200)
                #expect(card.json["model_name"] as? String == "tiny-resnet-64")
                #expect(Set(card.json.keys) == ["model_name", "version", "input_type", "output_type"])
            }
        }
    }
}
