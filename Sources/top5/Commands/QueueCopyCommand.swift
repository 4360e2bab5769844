import API
import ArgumentParser
import EmbeddedServer
import Foundation

/// Moves a queue from the file of one machine into Redis.
struct QueueCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy a queue in a file into one in Redis, with images, results and idempotency keys.",
        discussion: """
            Stop the service that works on the file first. Jobs keep their ids; those that are in Redis already stay as they \
            are, so a copy that was cut short goes on where it is started again. The file stays as it is.
            """)

    @Option(help: ArgumentHelp("The queue's file.", valueName: "sqlite:PATH"))
    var from: String

    @Option(help: ArgumentHelp("The queue in Redis.", valueName: "redis://…"))
    var to: String

    func run() async throws {
        do {
            let source = try QueueAddress(parsing: from)
            if !FileManager.default.fileExists(atPath: String(from.dropFirst("sqlite:".count))), !source.isShared {
                throw CommandError("There is no queue at '\(from)'.", status: 2)
            }
            let outcome = try await StoreTransfer.copy(from: source, to: try QueueAddress(parsing: to)) { jobs in
                StandardError.write("top5: \(jobs) jobs\r")
            }
            StandardError.write("\n")
            try StandardOutput.write("\(outcome.copied) jobs copied, \(outcome.known) were there already\n")
        } catch let error as ServiceError {
            throw CommandError(
                error.message + (error.cause.map { " (\($0))" } ?? ""), status: error.code == .invalidRequest ? 2 : 1)
        }
    }
}
