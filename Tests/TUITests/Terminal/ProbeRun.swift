import Foundation
import TestSupport
import Testing

/// The probe in a terminal of its own, started from a shell in which it leaves its traces.
struct ProbeRun {
    let session: TmuxSession
    let folder: TemporaryFolder

    /// - Parameters:
    ///   - settings: variables before the command, as in `NO_COLOR=1`.
    ///   - crash: what the key `C` does: "trap", "abort", "exit" or "fault"; "late" aborts after `q`.
    init(
        _ scene: String = "text", settings: String = "", columns: Int = 60, rows: Int = 12,
        type: String = "tmux-256color",
        crash: String = ""
    ) async throws {
        folder = try TemporaryFolder("probe")
        try crash.write(to: folder.file("crash"), atomically: true, encoding: .utf8)
        session = try TmuxSession(columns: columns, rows: rows, type: type, folder: folder.url)
        try await session.waitFor("$")
        try session.type("stty -a > before; \(settings) '\(BuiltProduct.executable("TerminalProbe").path)' . \(scene)")
        try session.sendKeys("Enter")
    }

    var events: [String] {
        guard let text = try? String(contentsOf: folder.file("events"), encoding: .utf8) else { return [] }
        return text.split(separator: "\n").map(String.init)
    }

    /// Waits until `count` pictures are on the screen.
    func drawn(_ count: Int = 1) async throws {
        try await session.waitUntil("\(count) frames are drawn") { _ in events.count { $0 == "drawn" } >= count }
    }

    /// - Parameter events: parts of lines of the journal, in order.
    func heard(_ events: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws {
        _ = try await session.waitUntil("the probe has heard \(events), not only \(self.events)") { _ in
            var left = events[...]
            for line in self.events where left.first.map({ line.contains($0) }) == true { left = left.dropFirst() }
            return left.isEmpty
        }
    }

    /// - Parameter signal: without SIG.
    func send(_ signal: String) throws {
        let process = try Process.run(URL(filePath: "/bin/kill"), arguments: ["-\(signal)", "\(try processID())"])
        process.waitUntilExit()
    }

    /// The foreground process of the shell in the window.
    func processID() throws -> Int32 {
        let shell = try session.processID()
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return try #require(children.split(separator: " ").compactMap { Int32($0) }.last)
    }

    /// The shell is back and finds the terminal as it was.
    func expectRestored(exitStatus: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let mark = "answer-\(UInt16.random(in: 0...UInt16.max))"
        try session.type("echo status=$?; stty -a > after; echo \(mark)")
        try session.sendKeys("Enter")
        let screen = try await session.waitUntil("the shell answers") { $0.contains("\n\(mark)") }
        if let exitStatus {
            #expect(screen.contains("status=\(exitStatus)"), "\(screen)", sourceLocation: sourceLocation)
        }
        #expect(try settings(in: "before") == settings(in: "after"), sourceLocation: sourceLocation)
        let state = try session.value(of: "#{alternate_on} #{cursor_flag} #{keypad_flag} #{mouse_any_flag}")
        #expect(state == "0 1 0 0", sourceLocation: sourceLocation)
    }

    /// What `stty -a` has written, without the size.
    private func settings(in file: String) throws -> Substring {
        let text = try String(contentsOf: folder.file(file), encoding: .utf8)
        return text.drop { $0 != "\n" }
    }
}
