import Foundation

/// The dashboard on a real terminal, in front of a service with very many jobs; each part starts one of its own. Blocks its
/// thread, so it has one of its own.
struct DashboardBench: Sendable {
    let address: String
    let queue: SyntheticQueue
    let folder: ScratchFolder
    let parts: [DashboardPart]
    let eventsPerSecond: Double
    let previews: Int
    /// Of the parts that take a while.
    let seconds: Double
    let stop: StopSign

    static let columns = 120
    static let rows = 40
    /// How often it is started for the first frame.
    private static let starts = 20
    private static let markedEvents = 120

    func run(into report: inout DashboardReport, note: (String) -> Void) throws {
        for part in parts {
            switch part {
            case .start:
                note("the first frame")
                report.firstFrame = Spread(try (0..<Self.starts).map { _ in try firstFrame() })
            case .keys:
                note("keys")
                try measureKeys(&report)
            case .events:
                note("events")
                report.events = try measureEvents()
            case .idle:
                note("idling")
                report.idle = try idle()
            case .memory:
                let cells = try memory(graphics: "cells", note)
                report.memory = [cells, try memory(graphics: "kitty", note)]
            case .slow:
                note("--slow")
                report.slow = try slow()
            }
        }
    }

    func start(_ arguments: [String] = [], rows: Int = Self.rows, hasKitty: Bool = false) throws -> BenchTerminal {
        let home = folder.file("home")
        let pictures = folder.file("pictures")
        for place in [home, pictures] {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        }
        return try BenchTerminal(
            ["--server", address, "--state", folder.file("state").path] + arguments + [pictures.path], home: home,
            columns: Self.columns, rows: rows, hasKitty: hasKitty, stop: stop)
    }

    /// Waits until the list is there, gives it the focus and puts the cursor onto its first job.
    func enterQueue(_ terminal: BenchTerminal) throws {
        try terminal.wait(for: "the jobs") { $0.grid.contains("IMG_") }
        terminal.press("\u{1B}[Z")
        try terminal.wait(for: "the cursor in the queue") { QueuePane($0.grid)?.current != nil }
    }

    /// What comes on top of the first frame, such as the tips for beginners, is not of interest; a whole frame has its
    /// header and the edges of all panes.
    private func firstFrame() throws -> Double {
        let terminal = try start()
        let seen = try terminal.wait(for: "its first frame") { reader in
            let grid = reader.grid
            return grid[0].contains("top5") && grid[grid.rows - 2].hasPrefix("╰")
                && QueuePane(grid) != nil && grid[grid.rows - 1].contains { $0 != " " }
        }
        let milliseconds = (seen - terminal.startedAt) / .milliseconds(1)
        // The connection is made and the list has come: an end in the middle of that is another measurement.
        try terminal.wait(for: "the jobs") { $0.grid.contains("IMG_") }
        try terminal.quit()
        return milliseconds
    }

    private func measureKeys(_ report: inout DashboardReport) throws {
        let script = KeyScript(rounds: max(1, Int(seconds / 2.5)))
        let terminal = try start()
        try enterQueue(terminal)
        let pace = EventPace(queue, perSecond: eventsPerSecond)
        defer { pace.stop() }
        try terminal.listen(for: .milliseconds(500))
        var times: [String: [Double]] = [:]
        var random = SplitMix64(seed: 7)
        for step in script.steps {
            // As a person types, and never in step with the frames.
            try terminal.listen(for: .milliseconds(20 + random.below(40)) + .microseconds(random.below(1000)))
            let before = terminal.grid
            let pressed = terminal.press(step.keys)
            let seen = try terminal.wait(for: "what \(step.keys.debugDescription) does (\(step.kind))") {
                step.isDone(before, $0.grid)
            }
            if !step.keys.isEmpty { times[step.kind, default: []].append((seen - pressed) / .milliseconds(1)) }
        }
        report.keys = times.mapValues { Spread($0) }
        report.allKeys = Spread(times.values.flatMap { $0 })
        try terminal.quit()
    }

    private func measureEvents() throws -> DashboardReport.Events {
        // The cursor stays in the picker: a list that nobody has moved in shows what comes, at its top.
        let terminal = try start()
        try terminal.wait(for: "the jobs") { $0.grid.contains("IMG_") }
        let pace = EventPace(queue, perSecond: eventsPerSecond)
        defer { pace.stop() }
        try terminal.listen(for: .seconds(1))
        let (begun, cpu, bytes) = (
            ContinuousClock.now, ProcessTree.cpuMilliseconds(of: terminal.process), terminal.bytes
        )
        var random = SplitMix64(seed: 11)
        var times: [Double] = []
        for _ in 0..<Self.markedEvents {
            let (name, sent) = try queue.submit()
            let seen = try terminal.wait(for: name) { $0.grid.contains(name) }
            times.append((seen - sent) / .milliseconds(1))
            try terminal.listen(for: .milliseconds(20 + random.below(60)))
        }
        let elapsed = (ContinuousClock.now - begun) / .seconds(1)
        let busy = ProcessTree.cpuMilliseconds(of: terminal.process) - cpu
        let sent = Double(terminal.bytes - bytes)
        try terminal.quit()
        return .init(latency: Spread(times), cpuPercent: busy / elapsed / 10, bytesPerSecond: sent / elapsed)
    }

    /// From when everything is loaded and no sentence is left to go.
    private func idle() throws -> DashboardReport.Idle {
        let terminal = try start()
        try enterQueue(terminal)
        try terminal.listen(for: .seconds(15))
        let (cpu, bytes) = (ProcessTree.cpuMilliseconds(of: terminal.process), terminal.bytes)
        let time = max(10, seconds)
        try terminal.listen(for: .seconds(time))
        let busy = ProcessTree.cpuMilliseconds(of: terminal.process) - cpu
        let sent = terminal.bytes - bytes
        try terminal.quit()
        return .init(seconds: time, cpuPercent: busy / time / 10, bytes: sent)
    }

    /// With one event a second, as when somebody else's jobs trickle in.
    private func slow() throws -> DashboardReport.Slow {
        let terminal = try start(["--slow"])
        try enterQueue(terminal)
        let pace = EventPace(queue, perSecond: 1)
        defer { pace.stop() }
        try terminal.listen(for: .seconds(5))
        let bytes = terminal.bytes
        let time = max(10, seconds)
        try terminal.listen(for: .seconds(time))
        let rate = Double(terminal.bytes - bytes) / time
        try terminal.quit()
        return .init(seconds: time, bytesPerSecond: rate)
    }
}
