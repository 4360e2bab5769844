import Foundation
import TestSupport

/// A shell in a real terminal in which the dashboard is started, with the terminal's settings noted before and after.
struct DashboardSession {
    let terminal: TmuxSession
    let home: TemporaryFolder

    /// Starts `top5 ARGUMENTS` on a folder with two pictures and a text file.
    /// - Parameter shared: the user's home, for programs that are to meet; default: a home of its own.
    init(columns: Int = 110, rows: Int = 32, arguments: [String] = [], home shared: TemporaryFolder? = nil) throws {
        home = try shared ?? TemporaryFolder("dashboard")
        let pictures = home.file("pictures")
        try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        for name in ["goldfish.jpg", "lemon.jpg"]
        where !FileManager.default.fileExists(atPath: pictures.appending(path: name).path) {
            try FileManager.default.copyItem(at: Top5Program.sample(name), to: pictures.appending(path: name))
        }
        try Data("no picture\n".utf8).write(to: pictures.appending(path: "notes.txt"))
        terminal = try TmuxSession(
            columns: columns, rows: rows, environment: Top5Program.environment(home: home.url), folder: home.url)
        let program = [try Top5Program.executable().path, "pictures", "--models", Top5Program.models.path]
        let command = (program + arguments).map { "'\($0)'" }.joined(separator: " ")
        try terminal.type("stty -a > before; \(command); echo status=$? > status; stty -a > after; touch ended")
        try terminal.sendKeys("Enter")
    }

    /// Waits for the folder's pictures and for the connection.
    func waitUntilLive() async throws {
        try await terminal.waitUntil("the folder is listed and the service is live", deadline: 30) { screen in
            screen.contains("goldfish.jpg") && screen.contains("lemon.jpg") && screen.contains("live")
        }
    }

    /// Marks both pictures and sends them.
    func submitBoth() async throws {
        // The top is the way to the parent folder; below it the names in natural order.
        try terminal.type("gg")
        try terminal.type("j")
        try terminal.sendKeys("Space", "Space")
        try await terminal.waitFor("2 marked")
        try terminal.type("s")
    }

    /// Waits until the queue shows both pictures done, each with its own best label.
    func waitForBoth() async throws {
        try await terminal.waitUntil("both pictures have succeeded, with their top-1", deadline: 60) { screen in
            let rows = screen.components(separatedBy: "\n").filter { $0.contains("succeeded") }
            return rows.contains { $0.contains("goldfish.jpg") && $0.contains(/goldfish 0\.\d/) }
                && rows.contains { $0.contains("lemon.jpg") && $0.contains(/lemon 0\.\d/) }
        }
    }

    /// Waits until the shell has the terminal back.
    /// - Returns: the exit status that the shell saw, and the terminal's settings before and after.
    func waitForEnd() async throws -> (status: String, before: String, after: String) {
        guard await Deadline.poll({ FileManager.default.fileExists(atPath: home.file("ended").path) }) else {
            throw ChildProcess.Failure("the dashboard did not end; the screen:\n\(try terminal.capture())")
        }
        func text(_ name: String) throws -> String {
            try String(contentsOf: home.file(name), encoding: .utf8).trimmingCharacters(in: .newlines)
        }
        return (try text("status"), try text("before"), try text("after"))
    }

    /// The process that the shell has started, to be sent a signal.
    func processID() throws -> Int32? {
        let shell = try terminal.processID()
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return children.split(separator: " ").first.flatMap { Int32($0) }
    }
}
