import API
import Foundation

/// What a scripted server does when a request has come.
struct ScriptedAnswer: Sendable {
    enum Step: Sendable {
        case send([UInt8])
        case pause(Duration)
        case close
    }

    /// False: answer as soon as the head is there and read no byte of the body.
    var readsBody = true
    var steps: [Step]
    /// Where the answer depends on what was asked: instead of `steps`.
    var stepsForRequest: (@Sendable (ScriptedRequest) -> [Step])?

    static func raw(_ text: String, readsBody: Bool = true, thenClose: Bool = false) -> Self {
        Self(readsBody: readsBody, steps: [.send(Array(text.utf8))] + (thenClose ? [.close] : []))
    }

    static func body(
        _ body: [UInt8], status: String = "200 OK", type: String = "application/json", readsBody: Bool = true,
        thenClose: Bool = false
    ) -> Self {
        let head = "HTTP/1.1 \(status)\r\ncontent-type: \(type)\r\ncontent-length: \(body.count)\r\n\r\n"
        return Self(readsBody: readsBody, steps: [.send(Array(head.utf8) + body)] + (thenClose ? [.close] : []))
    }

    static func json(_ value: some Encodable, status: String = "200 OK") throws -> Self {
        .body(Array(try WireCoding.encoder().encode(value)), status: status)
    }

    static func error(_ code: ErrorCode, _ message: String, readsBody: Bool = true, thenClose: Bool = false) throws
        -> Self
    {
        let body = ErrorBody(error: ErrorDetail(code: code.rawValue, message: message, requestID: "r-1"))
        return .body(
            Array(try WireCoding.encoder().encode(body)), status: "\(code.httpStatus) Refused", readsBody: readsBody,
            thenClose: thenClose)
    }

    /// An event stream, each element in a write of its own, which then stays open or is closed.
    static func events(_ pieces: [String], thenClose: Bool) -> Self {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        var steps: [Step] = [.send(Array(head.utf8))]
        for piece in pieces where !piece.isEmpty {
            steps.append(.send(Array("\(String(piece.utf8.count, radix: 16))\r\n\(piece)\r\n".utf8)))
        }
        if thenClose { steps.append(.close) }
        return Self(steps: steps)
    }
}

struct ScriptedRequest: Sendable {
    /// Request line and headers.
    var head: String
    var body: [UInt8] = []

    var line: String { head.components(separatedBy: "\r\n")[0] }

    func header(_ name: String) -> String? {
        for line in head.components(separatedBy: "\r\n").dropFirst() {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name else { continue }
            return line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return nil
    }
}
