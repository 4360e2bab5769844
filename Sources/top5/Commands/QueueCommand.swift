import ArgumentParser

/// What is done to a queue as a whole.
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Move a queue.", subcommands: [QueueCopyCommand.self])
}
