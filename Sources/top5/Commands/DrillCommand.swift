import ArgumentParser

/// Exercises that try to break the program on purpose, each a subcommand.
struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill", abstract: "Try to break the program, and report what happened.",
        subcommands: [Service.self, Images.self, ImagesChild.self], defaultSubcommand: Service.self)
}
