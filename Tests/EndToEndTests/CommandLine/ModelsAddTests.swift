import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `top5 models add`: by options, and by questions on a real terminal.
    @Suite struct ModelsAddTests {
        private let bench: ModelBench
        private let labels = ModelBench.fixtures.appending(path: "colours/labels.txt").path

        init() throws { bench = try ModelBench() }

        private func file(_ name: String) -> String { ModelBench.fixtures.appending(path: name).path }

        @Test func withoutATerminalEveryMissingOptionIsNamed() async throws {
            let run = try await bench.models(["add", file("all-open.onnx")])
            #expect(run.exit == .code(2))
            for option in ["--layout", "--size", "--normalize", "--output", "--labels", "--numbered-labels"] {
                #expect(run.errors.contains(option), "\(option) in:\n\(run.errors)")
            }
            #expect(bench.names == [])
        }

        @Test func optionsSayWhatTheFileDoesNot() async throws {
            let run = try await bench.models([
                "add", file("all-open.onnx"), "--name", "mine", "--layout", "nchw", "--size", "16x8", "--normalize",
                "-1..1", "--output", "logits", "--labels", labels, "--license", "MIT",
            ])
            #expect(run.exit == .code(0), "\(run.errors)")
            #expect(
                run.text.contains("measured: 3 scores") && run.text.contains("assumed: the shorter side becomes 18"))
            let manifest = bench.models.appending(path: "mine@1/model.json")
            #expect(run.text.contains(manifest.path))
            let classify = try await CommandRun.of(
                Top5Program.executable(),
                ["classify", "--json", "--model", "mine", Top5Program.sample("orange.jpg").path],
                environment: bench.environment)
            #expect(classify.exit == .code(0) && classify.text.contains("\"red\""), "\(classify.text)")
        }

        @Test func whatWasMeasuredIsTakenOnRequest() async throws {
            let arguments = ["add", file("nchw-softmax.onnx"), "--normalize", "0..1", "--labels", labels]
            let asked = try await bench.models(arguments)
            #expect(asked.exit == .code(2) && asked.errors.contains("--yes takes softmax"), "\(asked.errors)")
            #expect(try await bench.models(arguments + ["--yes"]).exit == .code(0))
            let shown = try await bench.models(["show", "nchw-softmax"])
            #expect(shown.text.contains("probabilities"))
        }

        @Test func aNewModelDoesNotTakeTheDefaultFromOneThatIsUsed() async throws {
            let arguments = ["--normalize", "0..1", "--labels", labels, "--yes"]
            let first = try await bench.models(["add", file("nchw.onnx"), "--name", "zebra"] + arguments)
            #expect(first.text.contains("The default model is now zebra@1"), "\(first.text)")
            let second = try await bench.models(["add", file("nchw.onnx"), "--name", "ant"] + arguments)
            #expect(second.text.contains("stays zebra@1") && second.text.contains("top5 models use ant@1"))
            #expect(try await bench.models([]).text.contains("* zebra@1"))
        }

        @Test(arguments: [
            ("two-outputs.onnx", "one of each"), ("any-rank.onnx", "of any shape"), ("grey.onnx", "RGB"),
            ("no-model.onnx", "no ONNX model"), ("missing.onnx", "no file"), ("picture-out.onnx", "one score a class"),
        ])
        func whatCannotBeAddedIsSaid(name: String, word: String) async throws {
            let run = try await bench.models(["add", file(name)])
            #expect(run.exit == .code(1))
            #expect(run.errors.contains(name) && run.errors.contains(word), "\(run.errors)")
            #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
            #expect(bench.names == [])
        }

        @Test(arguments: [
            ["--size", "big"], ["--layout", "CHWN"], ["--normalize", "best"], ["--mean", "1"], ["--name", "a/b"],
            ["--scale", "1", "--std", "0"], ["--labels", "x", "--numbered-labels"], ["--output", "words"],
            ["--features", "a,,b"], ["--zero-point", "300"],
        ])
        func wrongUsageIsTwo(arguments: [String]) async throws {
            let run = try await bench.models(["add", file("nchw.onnx")] + arguments)
            #expect(run.exit == .code(2), "\(run.errors)")
            #expect(run.errors.contains(arguments.contains("--std") ? "--std" : arguments[0]), "\(run.errors)")
        }

        @Test(.enabled(if: TmuxSession.isAvailable, "needs tmux"))
        func aPersonAnswersQuestions() async throws {
            let program = try Top5Program.executable().path
            let terminal = try TmuxSession(
                "exec '\(program)' models add '\(file("ambiguous.onnx"))'", columns: 160, rows: 50,
                environment: bench.environment, folder: bench.home.url)
            try await terminal.waitFor("Where are the three channels?")
            try terminal.type("nowhere")
            try terminal.sendKeys("Enter")
            try await terminal.waitFor("'nowhere' is no answer")
            try terminal.type("1")
            try terminal.sendKeys("Enter")
            try await terminal.waitFor("What numbers does the model take")
            try terminal.type("2")
            try terminal.sendKeys("Enter")
            try await terminal.waitFor("Enter takes logits")
            try terminal.sendKeys("Enter")
            try await terminal.waitFor("What are the 3 classes called?")
            try terminal.type("/nowhere/labels.txt")
            try terminal.sendKeys("Enter")
            try await terminal.waitFor("can't be read")
            try terminal.type("numbered")
            try terminal.sendKeys("Enter")
            try await terminal.waitFor("Added ambiguous@1, 3 classes")
            let shown = try await bench.models(["show", "ambiguous"])
            #expect(shown.text.contains("NCHW [1,3,3,3]") && shown.text.contains("class 0, class 1, class 2"))
        }
    }
}
