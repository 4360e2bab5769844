import ArgumentParser
import Foundation
import Inference

/// Makes a package of a model of the user's own.
struct ModelsAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an ONNX, TensorFlow Lite or OpenVINO model of your own.",
        discussion: """
            Reads the model's inputs and outputs, runs it once, and asks what it can't know; without a terminal, the \
            options say it. Copies the files into the user's models folder with a model.json that can be corrected.
            """)

    @Argument(help: "A .onnx, .tflite, or OpenVINO's .xml with its .bin beside it.", completion: .file())
    var path: String

    @OptionGroup var options: AddOptions

    @Flag(name: [.short, .long], help: "Don't ask: take what is suggested, where there is a suggestion.")
    var yes = false

    @Option(help: "Install into this folder instead of the user's.")
    var models: String?

    func validate() throws {
        if models == "" { throw ValidationError("--models is empty; give a folder.") }
        _ = try options.facts()
    }

    func run() async throws {
        let target = models.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? ModelFolders.user
        let facts = try options.facts()
        do {
            let source = try ModelSource(URL(filePath: path))
            var draft = try ModelDraft(try await ModelInspection.read(source.file), facts: facts)
            draft.labelsNearby = nearbyLabels(source.file)
            StandardError.write("\(source.file.lastPathComponent): \(draft.notes.read.joined(separator: ", "))\n")
            try await settle(&draft, source)
            let before = ModelShelfView(folders: [target] + ModelFolders.all(given: []))
            let package = try await ModelAddition(source, into: target).add(draft)
            let after = ModelShelfView(folders: [target] + ModelFolders.all(given: []))
            let change = try DefaultChange(before: before, after: after).keepingTheOld(in: target)
            try report(draft, package, change)
        } catch let error as InferenceError {
            let file = URL(filePath: path).lastPathComponent
            let message = error.message.contains(file) ? error.message : "\(file): \(error.message)"
            throw CommandError(InferenceError(error.code, message, step: error.step, cause: error.cause))
        }
    }

    /// Answers every question of the draft, or says which options answer them.
    private func settle(_ draft: inout ModelDraft, _ source: ModelSource) async throws {
        while true {
            if draft.wantsTrial, let shape = draft.shape {
                try draft.tried(
                    try await ModelInspection.outputs(of: source.file, shape: shape, isFloat: draft.isFloatInput))
            }
            guard let question = draft.questions.first else { return }
            if yes, let answered = draft.questions.first(where: { $0.suggestion != nil }) {
                try draft.answer(answered, "")
            } else if !yes, TerminalQuestion.isPossible {
                try await ask(question, &draft)
            } else {
                throw missing(draft.questions)
            }
        }
    }

    private func ask(_ question: ModelQuestion, _ draft: inout ModelDraft) async throws {
        var text = "\n\(question.text)\n"
        for (index, choice) in question.choices.enumerated() {
            text += "  \(index + 1)  \(choice.answer): \(choice.explanation)\n"
        }
        if let suggestion = question.suggestion {
            text += "  Enter takes \(shown(suggestion.answer)): \(shown(suggestion.reason))\n"
        }
        StandardError.write(text)
        while true {
            guard let answer = try await TerminalQuestion.ask("> ") else {
                throw CommandError("No answer: nothing was added.", status: 2)
            }
            do throws(InferenceError) {
                return try draft.answer(question, answer)
            } catch {
                StandardError.write("\(shown(error.message))\n")
            }
        }
    }

    private func missing(_ questions: [ModelQuestion]) -> CommandError {
        let lines = questions.map { question in
            let suggestion = question.suggestion.map { " (--yes takes \($0.answer): \($0.reason))" } ?? ""
            return "\(question.option)\(suggestion)"
        }
        return CommandError(
            "\(path): the file does not say everything, and there is no terminal to ask at. Give \(lines.joined(separator: "; ")).",
            status: 2)
    }

    private func report(_ draft: ModelDraft, _ package: ModelPackage, _ change: String) throws {
        let notes = draft.notes
        var lines = [
            "Added \(shown(package.id)), \(package.labels.count) classes, in \(package.folder.path).\(change)"
        ]
        lines += notes.measured.map { "  measured: \($0)" }
        lines += notes.assumed.map { "  assumed: \(shown($0))" }
        lines.append("Correct what is wrong in \(package.folder.appending(path: ModelManifest.fileName).path)")
        if package.manifest.image != nil { lines.append("Try it: top5 classify --model \(shown(package.id)) IMAGE") }
        try StandardOutput.write(lines.joined(separator: "\n") + "\n")
    }

    private func nearbyLabels(_ model: URL) -> URL? {
        ["labels.txt", "labels.json"].lazy.map { model.deletingLastPathComponent().appending(path: $0) }
            .first { FileManager.default.isReadableFile(atPath: $0.path) }
    }
}
