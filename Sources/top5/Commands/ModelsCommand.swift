import ArgumentParser
import Foundation

/// The models that a job can ask for: what is here, what can be had, and what is done with them.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List, fetch, add, remove, check and choose models.",
        discussion: """
            Models are packages in folders: those given with --models, the user's, the bundled one. A running service \
            sees within a second what changes there. Exit status: 0 done, 1 failed, 2 wrong usage.
            """,
        subcommands: [
            ModelsListCommand.self, ModelsShowCommand.self, ModelsPullCommand.self, ModelsAddCommand.self,
            ModelsRemoveCommand.self, ModelsVerifyCommand.self, ModelsUseCommand.self,
        ],
        defaultSubcommand: ModelsListCommand.self)
}

/// Where the packages are looked for.
struct ModelFolderOptions: ParsableArguments {
    @Option(help: "A folder of model packages, looked at before the user's and the bundled ones; may be repeated.")
    var models: [String] = []

    func validate() throws {
        try ModelFolders.check(models)
    }

    var library: ModelShelfView { ModelShelfView(folders: ModelFolders.all(given: models)) }

    /// Where a choice is written: the first folder given, else the user's.
    var target: URL { models.first.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? ModelFolders.user }
}
