import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Section 3.1.3 of the tutorial: numbers to `POST /predict`, held against what its Flask app answered.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct FeatureTests {
        private static let recorded = Repository.file("tools/train-iris/answers.json")

        @Test func everyRecordedAnswerIsTheSame() async throws {
            let lines = try TutorialAnswer.read(Self.recorded)
            #expect(lines.count > 80)
            try await RunningService.run { service in
                for line in lines where line.model { try await line.compare(with: service.url) }
            }
        }

        @Test func withoutAFeatureModelItIsTheTutorialsError() async throws {
            let models = try TemporaryFolder("models")
            try FileManager.default.createSymbolicLink(
                at: models.file("tiny-resnet-64"),
                withDestinationURL: Top5Program.models.appending(path: "tiny-resnet-64"))
            // The bundled packages are looked at too: the damaged one hides the sound one of the same id.
            let broken = models.file("iris")
            try FileManager.default.copyItem(at: Top5Program.models.appending(path: "iris"), to: broken)
            let model = broken.appending(path: "iris.onnx")
            try Data(count: Data(contentsOf: model).count).write(to: model)
            try await RunningService.run(models: models.url) { service in
                for line in try TutorialAnswer.read(Self.recorded) where !line.model {
                    try await line.compare(with: service.url)
                }
                let named = try await Curl.run(
                    "\(service.url)/predict?model=iris", "--json", #"{"features": [1, 2, 3, 4]}"#)
                #expect(named.status == 500)
                #expect(named.json["error"] as? String == "模型未加载，服务不可用")
                try await service.expectItWorks()
            }
        }

        @Test func aModelCanBeNamed() async throws {
            let models = try TemporaryFolder("models")
            let other = models.file("flowers")
            try FileManager.default.copyItem(at: Top5Program.models.appending(path: "iris"), to: other)
            let manifest = other.appending(path: "model.json")
            let text = try String(contentsOf: manifest, encoding: .utf8)
            try Data(text.replacing("\"iris\"", with: "\"flowers\"").replacing("true", with: "false").utf8)
                .write(to: manifest)
            try Data(#"["rose", "tulip", "lily"]"#.utf8).write(to: other.appending(path: "labels.json"))
            try await RunningService.run(models: models.url) { service in
                func predict(_ query: String) async throws -> Curl {
                    try await Curl.run(
                        "\(service.url)/predict\(query)", "--json", #"{"features": [5.1, 3.5, 1.4, 0.2]}"#)
                }
                #expect(try await predict("").json["prediction"] as? String == "rose")
                #expect(try await predict("?model=iris").json["prediction"] as? String == "setosa")
                #expect(try await predict("?model=flowers@1").json["prediction"] as? String == "rose")
                let unknown = try await predict("?model=trees")
                #expect(unknown.status == 400)
                #expect((unknown.json["error"] as? String)?.contains("no model trees") == true)
                let image = try await predict("?model=tiny-resnet-64")
                #expect(image.status == 400)
                #expect((image.json["error"] as? String)?.contains("takes an image") == true)
            }
        }

        @Test func anImageForAFeatureModelIsRefused() async throws {
            try await RunningService.run { service in
                let path = Top5Program.sample("lemon.jpg").path
                let words = "iris@1 takes 4 numbers, no image; POST {\"features\":[…]} to /predict."
                for model in ["iris", "iris@1"] {
                    let raw = try await Curl.run(
                        "\(service.url)/v1/jobs?model=\(model)", "-H", "content-type: image/jpeg", "--data-binary",
                        "@\(path)")
                    #expect(raw.status == 400)
                    #expect(raw.errorCode == "INVALID_REQUEST")
                    #expect(raw.error?.message == words)
                }
                let form = try await Curl.run(
                    "\(service.url)/v1/jobs", "-F", "image=@\(path)", "-F", "model=iris")
                #expect(form.error?.message == words)
                let tutorial = try await Curl.run("\(service.url)/predict?model=iris", "-F", "image=@\(path)")
                #expect(tutorial.status == 400)
                #expect(tutorial.json["error"] as? String == words)
                #expect(try await service.client.stats().depth.values.reduce(0, +) == 0)
                try await service.expectItWorks()
            }
        }

        @Test func theListShowsItAndItIsNeverTheDefault() async throws {
            try await RunningService.run { service in
                let models = try await service.client.models().models
                let iris = try #require(models.first { $0.id == "iris@1" })
                #expect(iris.task == "features")
                #expect(iris.input == "float32 [1,4]")
                #expect(iris.classes == 3)
                #expect(!iris.isDefault)
                #expect(models.first { $0.isDefault }?.id == "tiny-resnet-64@1")
            }
            let home = try TemporaryFolder("home")
            let refused = try await Top5Program.run(
                [
                    "serve", "--listen", "127.0.0.1:0", "--state", home.file("state").path, "--models",
                    Top5Program.models.path, "--model", "iris",
                ], home: home)
            #expect(refused.exit != .code(0))
            #expect(refused.errors.contains("iris@1 takes 4 numbers"), "\(refused.errors)")
        }

        @Test func aLongBodyIsRefused() async throws {
            try await RunningService.run { service in
                let folder = try TemporaryFolder("long")
                let long = folder.file("long.json")
                for bytes in [65_536, 65_537] {
                    let row = #"{"features": [5.1, 3.5, 1.4, 0.2]}"#
                    try Data((row + String(repeating: " ", count: bytes - row.utf8.count)).utf8).write(to: long)
                    for more in [[], ["-H", "transfer-encoding: chunked"]] {
                        let answer = try await Curl.run(
                            ["\(service.url)/predict", "-H", "content-type: application/json", "--data-binary"]
                                + ["@\(long.path)"] + more)
                        #expect(answer.status == (bytes > 65_536 ? 413 : 200), "\(bytes) \(more) \(answer.text)")
                        if bytes > 65_536 {
                            #expect((answer.json["error"] as? String)?.contains("at most 65536 bytes") == true)
                        }
                    }
                }
                try await service.expectItWorks()
            }
        }
    }
}
