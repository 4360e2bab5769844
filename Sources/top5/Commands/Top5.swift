import ArgumentParser

/// The root of the command line.
struct Top5: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "top5",
        abstract: "Classify images, and watch the queue that classifies them, in a terminal.",
        usage: """
            top5 [FOLDER] [--server URL] [--model NAME] …
                   top5 serve | worker | classify FILE… | models … | monitor … | token … | config …
            """,
        discussion: """
            Without a command, top5 opens the dashboard on a folder, with a service of its own that keeps its queue on \
            disk; with --server it shows another machine's.
            """,
        version: version,
        subcommands: [
            DashboardCommand.self, ServeCommand.self, WorkerCommand.self, ClassifyCommand.self, ModelsCommand.self,
            MonitorCommand.self, BenchCommand.self, DrillCommand.self, TokenCommand.self, ConfigCommand.self,
            QueueCommand.self, WorkerProcessCommand.self,
        ],
        defaultSubcommand: DashboardCommand.self)
}
