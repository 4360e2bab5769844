import Foundation
import TestSupport
import Testing

/// Runs the tutorial's commands against a service, one after the other, as its reader does.
final class TutorialReplay {
    let service: RunningService
    /// What a task's id in a later command stands for.
    private var taskID = "no-task-yet"

    init(_ service: RunningService) { self.service = service }

    /// The command itself, with the service's address, a picture that is there, and the last task's id.
    func run(_ line: ShellLine) async throws -> Curl {
        let own = line.replacing([
            "http://127.0.0.1:5000": service.url, "path/to/your/image.jpg": Top5Program.sample("lemon.jpg").path,
            "your-task-id-here": taskID,
        ])
        let answer = try await Curl.run(Array(own.words.dropFirst()))
        if let id = answer.json["task_id"] as? String { taskID = id }
        return answer
    }

    /// Asks again until the task is no longer under way.
    func ended(_ line: ShellLine) async throws -> Curl {
        var last = try await run(line)
        try await Deadline.poll(within: .seconds(60)) {
            last = try await run(line)
            return !["PENDING", "STARTED", "PROGRESS"].contains(last.json["status"] as? String)
        }
        return last
    }

    static func expect(
        _ answer: Curl, _ status: Int, _ shape: Shape?, at location: SourceLocation = #_sourceLocation
    ) throws {
        #expect(answer.status == status, "\(answer.text)", sourceLocation: location)
        #expect(answer.headers["content-type"] == "application/json", sourceLocation: location)
        let shape = try #require(shape, "the document shows no answer", sourceLocation: location)
        #expect(shape.differences(from: answer.json) == [], "\(answer.text)", sourceLocation: location)
    }
}
