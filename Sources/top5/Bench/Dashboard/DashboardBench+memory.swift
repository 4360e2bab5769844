import Foundation

extension DashboardBench {
    /// Rows of a terminal that is as tall as a large screen: the queue goes by in pages of some seventy.
    private static let tall = 100

    /// Scrolls through all jobs, then rests on many, one after the other, until each one's picture is drawn.
    func memory(graphics: String, _ note: (String) -> Void) throws -> DashboardReport.Memory {
        let terminal = try start(rows: Self.tall, hasKitty: graphics == "kitty")
        try enterQueue(terminal)
        try terminal.listen(for: .seconds(1))
        let atStart = ProcessTree.residentBytes(of: terminal.process)
        note("memory, \(graphics): all jobs")
        while let current = QueuePane(terminal.grid)?.current, current > 0 {
            // Where the next lines are still on their way, the cursor stays until the key is pressed again.
            var tries = 0
            repeat {
                tries += 1
                guard tries <= 100 else { throw CommandError("The dashboard's queue does not go on below \(current).") }
                terminal.press("\u{1B}[6~")
            } while try terminal.look(within: .milliseconds(200)) { reader in
                QueuePane(reader.grid)?.current.map { $0 < current } ?? false
            } == nil
        }
        let afterJobs = ProcessTree.residentBytes(of: terminal.process)
        note("memory, \(graphics): \(previews) pictures")
        var drawn = 0
        while drawn < previews, let current = QueuePane(terminal.grid)?.current {
            let (bytes, placed) = (terminal.bytes, terminal.reader.picturesPlaced)
            terminal.press("k")
            try terminal.wait(for: "the next job") { QueuePane($0.grid)?.current == current + 1 }
            try terminal.wait(for: "its picture") { reader in
                guard graphics != "kitty" else { return reader.picturesPlaced > placed }
                // In cells a picture is some thousand bytes; a cursor's way is some hundred. It may have been asked for on
                // the way down.
                return queue.isPictureAsked(current + 1) && terminal.bytes > bytes + 1500
            }
            drawn += 1
        }
        let afterPreviews = ProcessTree.residentBytes(of: terminal.process)
        let peak = ProcessTree.peakBytes(of: terminal.process)
        let seen = min(drawn, queue.picturesAsked)
        try terminal.quit()
        return .init(
            graphics: graphics, jobs: queue.count, previews: seen, residentAtStart: atStart,
            residentAfterJobs: afterJobs, residentAfterPreviews: afterPreviews, peak: peak)
    }
}
