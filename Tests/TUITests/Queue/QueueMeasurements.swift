import API
import Client
import Foundation
import Testing

@testable import TUI

private let measurementFile = ProcessInfo.processInfo.environment["TOP5_MEASURE"]

/// How long a key, an event and a frame take with a hundred thousand lines. Written to the file that `TOP5_MEASURE` names;
/// nothing here depends on the clock.
@Suite("Measurements of the queue", .enabled(if: measurementFile != nil, "TOP5_MEASURE names no file"))
struct QueueMeasurements {
    private static let count = 100_000

    private func full() -> Scene {
        var scene = Scene(rows: 60, columns: 200)
        scene.model.queue.limit = 2 * Self.count
        scene.goLive()
        scene.focusQueue()
        _ = Update.startList(filter: "", order: .newest, &scene.model)
        for start in stride(from: 0, to: Self.count, by: 500) {
            let jobs = (start..<start + 500).map { line in
                Fixtures.job(Self.count - line, "holiday-picture-\(line).jpg", line % 5 == 0 ? .failed : .succeeded)
            }
            let next = start + 500 < Self.count ? "p" : nil
            let request = JobsRequest(
                purpose: start == 0 ? .first : .more, generation: scene.model.queue.generation, query: JobListQuery())
            scene.send(.jobs(request, .success(JobList(jobs: jobs, nextCursor: next, total: Self.count))))
        }
        scene.effects = []
        return scene
    }

    private func milliseconds(_ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        return clock.measure(body) / .milliseconds(1)
    }

    private func line(_ name: String, _ values: [Double]) -> String {
        let sorted = values.sorted()
        func at(_ share: Double) -> String {
            String(format: "%.3f", sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
        }
        return "\(name): n=\(sorted.count) p50=\(at(0.5)) p99=\(at(0.99)) max=\(at(1)) ms"
    }

    private func residentMegabytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096 / 1_000_000
    }

    @Test("Keys, events and frames")
    func measure() throws {
        let before = residentMegabytes()
        var scene = full()
        var report = [
            "lines: \(scene.model.queue.count), resident \(before) MB before, \(residentMegabytes()) MB with them"
        ]
        var chance = Chance(state: 0x7157)
        let groups: [(String, [Key])] = [
            ("j k", [.down, .up, .down]), ("PgDn PgUp", [.pageDown, .pageUp, .pageDown]), ("G gg", [.end, .home]),
            ("Space", [.character(" ")]),
        ]
        for (name, keys) in groups {
            let values = (0..<400).map { step in
                milliseconds {
                    scene.send(.terminal(.key(keys[step % keys.count])))
                    _ = DashboardView.render(scene.model)
                }
            }
            report.append(line("\(name), with its frame", values))
        }
        scene.model.queue.find.word = "picture-99990."
        scene.press(.home)
        report.append(
            line(
                "n over 99,990 lines, with its frame",
                [
                    milliseconds {
                        scene.send(.terminal(.key(.character("n"))))
                        _ = DashboardView.render(scene.model)
                    }
                ]))
        let events = (0..<2_000).map { step in
            let number = Int.random(in: 1...Self.count, using: &chance)
            let job = Fixtures.job(
                step % 4 == 0 ? Self.count + step : number, "x.jpg",
                JobStatus.allCases.randomElement(using: &chance) ?? .queued,
                revision: step + 2)
            return milliseconds { scene.send(.follower(.job(sequence: 1, job))) }
        }
        report.append(line("an event", events))
        report.append(
            line("a frame of 200x60", (0..<100).map { _ in milliseconds { _ = DashboardView.render(scene.model) } }))
        try Data((report.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: measurementFile ?? ""))
    }
}
