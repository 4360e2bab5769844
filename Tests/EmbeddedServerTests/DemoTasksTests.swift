import API
import Foundation
import Testing

@testable import EmbeddedServer

@Suite struct DemoTasksTests {
    private let start = ContinuousClock.now

    @Test func aTaskTakesFiveSeconds() throws {
        let tasks = DemoTasks()
        let id = try tasks.start("[1]", at: start)
        #expect(tasks.state(of: id, at: start) == .running)
        #expect(tasks.state(of: id, at: start + .milliseconds(4999)) == .running)
        #expect(tasks.state(of: id, at: start + .seconds(5)) == .done(input: "[1]"))
        #expect(tasks.state(of: "other", at: start) == .unknown)
    }

    @Test func thereAreNeverMoreThanItsCapacity() throws {
        let tasks = DemoTasks()
        let ids = try (0..<DemoTasks.capacity).map { try tasks.start("\($0 + 1)", at: start) }
        #expect(throws: ServiceError.self) { try tasks.start("0", at: start + .seconds(4)) }
        #expect(tasks.state(of: ids[0], at: start + .seconds(4)) == .running)
        let late = try tasks.start("\"late\"", at: start + .seconds(5))
        #expect(tasks.state(of: ids[0], at: start + .seconds(5)) == .unknown, "the oldest finished one made room")
        #expect(tasks.state(of: ids[1], at: start + .seconds(5)) == .done(input: "2"))
        #expect(tasks.state(of: late, at: start + .seconds(5)) == .running)
    }

    @Test(arguments: ["{\"a\": 1}", "[0]", "\"x\"", "1", "true", "  {\"n\": 12345678901234567890} "])
    func anInputStaysAsItCame(text: String) throws {
        #expect(try DemoInput.read(Array(text.utf8)) == text)
        let answer = DemoTaskAnswer.done("id", input: text)
        #expect(try JSONSerialization.jsonObject(with: Data(answer.utf8)) is [String: Any])
    }

    @Test func aByteOrderMarkIsNoPartOfIt() throws {
        #expect(try DemoInput.read([0xEF, 0xBB, 0xBF] + Array("[1]".utf8)) == "[1]")
    }

    @Test(arguments: ["{}", "[]", "0", "0.0", "\"\"", "null", "false"])
    func whatPythonTakesForNothingIsNoInput(text: String) {
        #expect(throws: ServiceError(.invalidRequest, "No data provided")) { try DemoInput.read(Array(text.utf8)) }
    }

    @Test(arguments: ["", "{", "NaN", "[Infinity]", "{\"a\": [1e999]}", "\u{1}"])
    func whatIsNoJSONIsRefused(text: String) {
        #expect {
            try DemoInput.read(Array(text.utf8))
        } throws: {
            ($0 as? ServiceError)?.message.hasPrefix("The body must be JSON") == true
        }
    }
}
