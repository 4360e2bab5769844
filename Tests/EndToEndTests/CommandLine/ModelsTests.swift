import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `top5 models list, show, use, remove, verify`.
    @Suite struct ModelsTests {
        private let bench: ModelBench

        init() throws { bench = try ModelBench() }

        private func install(_ package: String, as name: String? = nil) throws {
            try FileManager.default.createDirectory(at: bench.models, withIntermediateDirectories: true)
            let target = bench.models.appending(path: name ?? package)
            try FileManager.default.copyItem(at: ModelBench.fixtures.appending(path: package), to: target)
            guard let name else { return }
            let file = target.appending(path: "model.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacing("\"name\": \"\(package)\"", with: "\"name\": \"\(name)\"").utf8).write(to: file)
        }

        private func objects(_ run: CommandRun) throws -> [[String: Any]] {
            try #require(try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
        }

        @Test func theListShowsWhatIsHereAndWhatCanBeHad() async throws {
            try install("colours")
            let plain = try await bench.models([])
            #expect(plain.exit == .code(0))
            #expect(plain.text.contains("* colours@1") && plain.text.contains("  tiny-resnet-64@1"))
            #expect(plain.text.contains("mobilenet-v2") && plain.text.contains("top5 models pull NAME"))
            #expect(!plain.text.contains("\u{1B}"), "no colours where there is no terminal")
            let same = try await bench.models(["list"])
            #expect(same.text == plain.text)
            let all = try await bench.models(["list", "--all"])
            #expect(all.text.contains("103 MB  Apache-2.0"), "\(all.text)")
        }

        @Test func theListIsJSONForPrograms() async throws {
            try install("colours")
            let here = try objects(try await bench.models(["--json"]))
            #expect(here.map { $0["id"] as? String } == ["colours@1", "iris@1", "tiny-resnet-64@1"])
            #expect(here.map { $0["default"] as? Bool } == [true, false, false])
            #expect(here[0]["classes"] as? Int == 3 && here[0]["task"] as? String == "image-classification")
            #expect(here[0]["bytes"] as? Int ?? 0 > 253 && here[0]["state"] as? String == "available")
            let all = try objects(try await bench.models(["list", "--json", "--all"]))
            #expect(all.contains { $0["state"] as? String == "not-installed" && $0["name"] as? String == "resnet50" })
        }

        @Test func aModelIsShownWithEverything() async throws {
            try install("colours")
            let run = try await bench.models(["show", "colours"])
            #expect(run.exit == .code(0))
            for word in [
                "colours@1", "float32 NCHW [1,3,8,8]", "3 in labels.txt: red, green, blue", "logits", "MIT", "SHA-256",
                bench.models.appending(path: "colours").path,
            ] { #expect(run.text.contains(word), "\(word) in:\n\(run.text)") }
            let json = try await bench.models(["show", "colours", "--json"])
            let object = try #require(try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
            #expect(object["labels"] as? [String] == ["red", "green", "blue"])
            #expect((object["manifest"] as? [String: Any])?["file"] as? String == "colours.onnx")
            let offer = try await bench.models(["show", "resnet50"])
            #expect(offer.text.contains("top5 models pull resnet50") && offer.text.contains("103 MB"), "\(offer.text)")
            let unknown = try await bench.models(["show", "alexnet"])
            #expect(unknown.exit == .code(2) && unknown.errors.contains("UNKNOWN_MODEL"))
        }

        @Test func theDefaultIsChosenAndForgotten() async throws {
            try install("colours")
            let use = try await bench.models(["use", "tiny-resnet-64"])
            #expect(use.exit == .code(0) && use.text.contains("tiny-resnet-64@1"))
            let file = bench.models.appending(path: "default")
            #expect(try String(contentsOf: file, encoding: .utf8) == "tiny-resnet-64@1\n")
            #expect(try await bench.models([]).text.contains("* tiny-resnet-64@1"))
            let classify = try await CommandRun.of(
                Top5Program.executable(), ["classify", "--json", Top5Program.sample("lemon.jpg").path],
                environment: bench.environment)
            #expect(classify.text.contains("tiny-resnet-64@1"))
            #expect(try await bench.models(["use", "--clear"]).text.contains("colours@1"))
            #expect(!FileManager.default.fileExists(atPath: file.path))
            for arguments in [["use"], ["use", "x", "--clear"], ["use", "alexnet"]] {
                #expect(try await bench.models(arguments).exit == .code(2))
            }
        }

        @Test func aRemovedModelIsGoneAndTheNewDefaultSaid() async throws {
            try install("colours")
            _ = try await bench.models(["use", "colours"])
            let unsure = try await bench.models(["remove", "colours"])
            #expect(unsure.exit == .code(2) && unsure.errors.contains("--yes"), "\(unsure.errors)")
            let run = try await bench.models(["remove", "colours", "--yes"])
            #expect(
                run.exit == .code(0) && run.text.contains("The default model is now tiny-resnet-64@1"), "\(run.text)")
            #expect(bench.names == [], "the choice is forgotten with the model")
            let again = try await bench.models(["remove", "colours", "--yes"])
            #expect(again.exit == .code(2))
            let bundled = try await bench.models(["remove", "tiny-resnet-64", "--yes"])
            #expect(bundled.exit == .code(2) && bundled.errors.contains("comes with top5"), "\(bundled.errors)")
            #expect(try await bench.models([]).text.contains("* tiny-resnet-64@1"))
        }

        @Test func brokenOnesAreFoundAndCanBeRemoved() async throws {
            for name in ["colours", "wrong-count", "wrong-rank", "nan"] { try install(name) }
            try Data("{".utf8).write(to: bench.models.appending(path: "nan/model.json"))
            let run = try await bench.models(["verify"])
            #expect(run.exit == .code(1))
            let lines = run.text.split(separator: "\n")
            #expect(lines.count == 6)
            #expect(lines.filter { $0.hasPrefix("ok ") }.count == 3)
            for word in [
                "broken  wrong-count@1: wrong-count@1: The model's output is float32 [1,3]; there are 4 labels",
                "[1,16,40]", "broken  nan: model.json is wrong",
            ] { #expect(run.text.contains(word), "\(word) in:\n\(run.text)") }
            let good = try await bench.models(["verify", "colours", "tiny-resnet-64"])
            #expect(good.exit == .code(0))
            #expect(try await bench.models(["remove", "nan", "-y"]).exit == .code(0))
        }
    }
}
