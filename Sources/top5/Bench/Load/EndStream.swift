import API
import Foundation
import Glibc

/// The stream of ended jobs, for a load that waits by events.
struct EndStream {
    struct End {
        var id: String
        var hasSucceeded: Bool
        /// What its steps took, milliseconds; nil where that was not asked for.
        var work: Double?
    }

    private var connection: LoadConnection
    private var text: [UInt8] = []
    private let readsWork: Bool
    private var isLive = false

    /// - Throws: `CommandError` where there is no stream within 10 s.
    init(_ plan: LoadPlan, readsWork: Bool, buffer: inout [UInt8]) throws(CommandError) {
        self.readsWork = readsWork
        connection = try LoadConnection(index: -1, target: plan.target)
        try connection.send([plan.get("\(Routes.events)?state=succeeded,failed,cancelled")], target: plan.target)
        let end = ContinuousClock.now + .seconds(10)
        while !isLive {
            guard ContinuousClock.now < end, connection.reader.status ?? 200 == 200 else {
                throw CommandError("The service gives no events (status \(connection.reader.status ?? 0)).")
            }
            usleep(1000)
            _ = try take(&buffer)
        }
    }

    var descriptor: Int32 { connection.descriptor }

    /// The ends that have come.
    /// - Throws: `CommandError` when the stream has ended.
    mutating func take(_ buffer: inout [UInt8]) throws(CommandError) -> [End] {
        guard try connection.fill(&buffer) else { throw CommandError("The service ended the stream of events.") }
        text += connection.reader.takeBody()
        var ends: [End] = []
        var begin = 0
        while let end = TextSearch.place(of: "\n\n", in: text, from: begin) {
            let event = Array(text[begin..<end])
            begin = end
            if TextSearch.contains("event: live", in: event) { isLive = true }
            guard let id = TextSearch.value(behind: "\"job_id\":\"", in: event)?.text else { continue }
            ends.append(
                End(
                    id: id, hasSucceeded: TextSearch.contains("\"status\":\"succeeded\"", in: event),
                    work: readsWork ? Self.work(event) : nil))
        }
        text.removeFirst(begin)
        return ends
    }

    private static func work(_ event: [UInt8]) -> Double? {
        guard let begin = TextSearch.place(of: "data: ", in: event, from: 0) else { return nil }
        return try? WireCoding.decoder().decode(Job.self, from: Data(event[begin...])).timingsMs.work
    }
}
