import ArgumentParser

/// The models that are here, and what the catalogue offers besides.
struct ModelsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the models that are here, the default one marked (the default command).")

    @Flag(help: "Print one JSON array, an object a model.")
    var json = false

    @Flag(help: "Also what the catalogue offers, with sizes and licences.")
    var all = false

    @OptionGroup var folders: ModelFolderOptions

    func run() async throws {
        let view = folders.library
        let catalog = try ModelFolders.catalog(given: nil)
        if json {
            let offers = all ? catalog.notInstalled(view.entries).map(ModelReport.init) : []
            return try StandardOutput.write(try ModelReport.text(view.entries.map { ModelReport($0) } + offers))
        }
        try StandardOutput.write(ModelTable(view: view, catalog: catalog, showsOffers: all).text)
    }
}
