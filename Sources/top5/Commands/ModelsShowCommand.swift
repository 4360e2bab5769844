import ArgumentParser
import Inference

/// Everything that is known about one model.
struct ModelsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show everything about a model: files, input, preparation, output, labels.")

    @Argument(help: "NAME or NAME@VERSION, of a model that is here or in the catalogue.")
    var name: String

    @Flag(help: "Print a JSON object, the manifest in it.")
    var json = false

    @OptionGroup var folders: ModelFolderOptions

    func run() async throws {
        let view = folders.library
        let catalog = try ModelFolders.catalog(given: nil)
        if let entry = view.find(name) {
            return try StandardOutput.write(
                json ? try ModelReport(entry, isWhole: true).text : ModelCard(entry: entry).text)
        }
        guard let offer = catalog.notInstalled(view.entries).first(where: { $0.name == name || $0.package?.id == name })
        else { throw CommandError(view.unknown(name, catalog: catalog)) }
        try StandardOutput.write(json ? try ModelReport(offer).text : ModelCard.text(of: offer))
    }
}
