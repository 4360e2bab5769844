import ArgumentParser
import Foundation
import Inference

/// Deletes a model's package.
struct ModelsRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Delete a model; jobs that wait for it in a running service still get it.")

    @Argument(help: "NAME@VERSION, or NAME where there is one version.")
    var name: String

    @Flag(name: [.short, .long], help: "Don't ask.")
    var yes = false

    @OptionGroup var folders: ModelFolderOptions

    func run() async throws {
        let view = folders.library
        let entry = try view.findOnly(name)
        let id = shown(entry.id)
        if let bundled = ModelFolders.bundled, entry.folder.deletingLastPathComponent().path == bundled.path {
            throw CommandError("\(id) comes with top5, in \(bundled.path): it can't be removed.", status: 2)
        }
        if !yes {
            let size = ByteText.of(ModelPackage.bytesOnDisk(entry.folder))
            guard TerminalQuestion.isPossible else {
                throw CommandError(
                    "To remove \(id) (\(size), \(entry.folder.path)) without a terminal, say --yes.", status: 2)
            }
            let answer = try await TerminalQuestion.ask("Remove \(id), \(size), in \(entry.folder.path)? [y/N] ")
            guard ["y", "yes"].contains(answer?.lowercased()) else { throw CommandError("Nothing was removed.") }
        }
        do throws(InferenceError) {
            try StagingFolder.throwAway(entry.folder)
            for folder in view.folders where DefaultModelFile(models: folder).id == entry.id {
                try DefaultModelFile(models: folder).clear()
            }
        } catch {
            throw CommandError(error)
        }
        try StandardOutput.write("Removed \(id).\(DefaultChange(before: view, after: folders.library).text)\n")
    }
}
