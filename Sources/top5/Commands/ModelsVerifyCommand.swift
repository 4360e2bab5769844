import ArgumentParser
import Inference

/// Checks packages: sums, and whether the engine can load them.
struct ModelsVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the sums of models, and that each loads and fits its manifest.",
        discussion: "Exit status: 0 all good, 1 one is broken, 2 wrong usage.")

    @Argument(help: "NAME or NAME@VERSION (default: all).")
    var names: [String] = []

    @OptionGroup var folders: ModelFolderOptions

    func run() async throws {
        let view = folders.library
        let chosen = names.isEmpty ? view.entries : try names.map { try view.findAny($0) }
        var broken = 0
        for entry in chosen {
            var problem: InferenceError?
            do throws(InferenceError) {
                if let error = entry.error { throw error }
                try await ModelCheck.run(try ModelPackage.open(entry.folder))
            } catch {
                problem = error
                broken += 1
            }
            let result = problem.map { shown(CommandError($0).message) } ?? "sums, shapes and labels are right"
            try StandardOutput.write("\(problem == nil ? "ok    " : "broken")  \(shown(entry.id)): \(result)\n")
        }
        if broken > 0 { throw CommandError("\(broken) of \(chosen.count) models are broken.") }
    }
}
