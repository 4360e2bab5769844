import ArgumentParser
import Inference

/// Chooses the default model.
struct ModelsUseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Choose the default model, also of a service that runs already.",
        discussion: """
            The choice is kept in the file `default` of the user's models folder. Jobs that were accepted before keep \
            their model, and --model on a command line still wins.
            """)

    @Argument(help: "NAME or NAME@VERSION of an image model.")
    var name: String?

    @Flag(help: "Forget the choice: the first model that is not a starter is the default again.")
    var clear = false

    @OptionGroup var folders: ModelFolderOptions

    func validate() throws {
        guard (name == nil) == clear else { throw ValidationError("Give the name of a model, or --clear.") }
    }

    func run() async throws {
        let before = folders.library
        let file = DefaultModelFile(models: folders.target)
        do throws(InferenceError) {
            if let name {
                let id = try before.library.resolve(name)
                guard let entry = before.entries.first(where: { $0.id == id }), entry.manifest?.image != nil else {
                    throw InferenceError(
                        .invalidRequest, "\(id) takes no images: only an image model can be the default.")
                }
                try file.write(id)
            } else {
                try file.clear()
            }
        } catch {
            throw CommandError(error)
        }
        let now = folders.library.defaultID.map(shown) ?? "none"
        try StandardOutput.write("The default model is \(now).\n")
    }
}
