import API
import ArgumentParser
import EmbeddedServer
import Foundation

/// Moves a queue between the file of one machine and Redis, either way.
struct QueueCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy a queue from a file into Redis, or back, with images, results and idempotency keys.",
        discussion: """
            Stop the services and workers of the queue that is copied first. Jobs keep their ids; those that are there already \
            stay as they are, so a copy that was cut short goes on where it is started again. Each job is read again from \
            where it went and compared; a sum over all of them is printed for both sides. What is copied from stays as it is.
            """)

    @Option(help: ArgumentHelp("The queue that is copied.", valueName: "sqlite:PATH|redis://…"))
    var from: String

    @Option(help: ArgumentHelp("Where to.", valueName: "redis://…|sqlite:PATH"))
    var to: String

    func run() async throws {
        let report: StoreTransfer.Report
        let progress = ProgressLine()
        defer { progress.clear() }
        do {
            let source = try QueueAddress(parsing: from)
            if let path = source.file, !FileManager.default.fileExists(atPath: path) {
                throw CommandError("There is no queue at '\(path)'.", status: 2)
            }
            let target = try QueueAddress(parsing: to)
            report = try await StoreTransfer.copy(from: source, to: target) { jobs in
                progress.note { "\(jobs) jobs are there" }
            }
        } catch let error as ServiceError {
            throw CommandError(
                error.message + (error.cause.map { " (\($0))" } ?? ""), status: error.code == .invalidRequest ? 2 : 1)
        }
        progress.clear()
        try StandardOutput.write(Self.text(report))
        if !report.different.isEmpty {
            throw CommandError(
                "These jobs are not the same on both sides: \(report.different.joined(separator: ", ")). "
                    + "Nothing was deleted; find out who has changed them before you use the copy.")
        }
    }

    private static func text(_ report: StoreTransfer.Report) -> String {
        var table = PlainTable([.left, .right])
        table.add(["jobs copied", "\(report.copied)"])
        table.add(["were there already", "\(report.known)"])
        if report.goneOn > 0 {
            table.add(["of those, have changed there since and were not compared", "\(report.goneOn)"])
        }
        table.add(["compared", "\(report.copied + report.known - report.goneOn)"])
        table.add(["sum of the source", report.sums.source])
        table.add(["sum of the target", report.sums.target])
        return table.lines.joined(separator: "\n") + "\n"
    }
}
