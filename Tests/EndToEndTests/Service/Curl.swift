import API
import Foundation
import TestSupport

/// One answer as curl received it.
struct Curl {
    var status: Int
    /// Names in lower case.
    var headers: [String: String]
    var body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as a JSON object; empty when it is none.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }

    /// The code of an error of the API; nil for any other body.
    var errorCode: String? { error?.code }

    var error: ErrorDetail? { try? WireCoding.decoder().decode(ErrorBody.self, from: body).error }

    static let isAvailable = CommandRun.program("curl") != nil

    /// Runs curl with these arguments, to which only switches for reading its answer are added.
    static func run(_ arguments: String...) async throws -> Curl { try await run(arguments) }

    static func run(_ arguments: [String]) async throws -> Curl {
        guard let program = CommandRun.program("curl") else { throw ChildProcess.Failure("curl is not installed") }
        let files = try TemporaryFolder("curl")
        let switches = ["-sS", "--max-time", "60", "-D", files.file("head").path, "-o", files.file("body").path]
        let run = try await CommandRun.of(program, arguments + switches)
        let head = (try? String(contentsOf: files.file("head"), encoding: .utf8)) ?? ""
        // An interim answer, such as 100 Continue, has a head of its own before the last.
        let lines =
            head.components(separatedBy: "\r\n\r\n").last { $0.hasPrefix("HTTP/") }?
            .components(separatedBy: "\r\n") ?? []
        guard let first = lines.first?.split(separator: " ").dropFirst().first, let status = Int(first) else {
            throw ChildProcess.Failure("curl \(arguments) had no answer (\(run.exit)): \(run.errors)")
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] =
                line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return Curl(
            status: status, headers: headers, body: (try? Data(contentsOf: files.file("body"))) ?? Data())
    }
}
