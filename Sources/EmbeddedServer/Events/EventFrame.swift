import API
import Foundation
import Jobs
import NIOCore

/// One change, as bytes of a server-sent event: encoded once, sent to every follower that wants it.
struct EventFrame: Sendable {
    let sequence: Int64
    let job: JobID
    /// nil: the job was forgotten.
    let state: JobState?
    let bytes: ByteBuffer

    /// - Returns: frames in the order of the changes.
    static func make(_ changes: [JobChange], service: ClassificationService) async throws -> [EventFrame] {
        let records = changes.compactMap { change in
            if case .job(let record) = change { record } else { nil }
        }
        var jobs = try await service.show(records).makeIterator()
        let encoder = WireCoding.encoder()
        return try changes.map { change in
            var bytes = ByteBuffer()
            bytes.writeString("event: \(change.name)\nid: \(change.sequence)\ndata: ")
            switch change {
            case .job: bytes.writeBytes(try encoder.encode(jobs.next()))
            case .forgotten(let id, _): bytes.writeBytes(try encoder.encode(ForgottenJob(id: id.rawValue)))
            }
            bytes.writeString("\n\n")
            return EventFrame(sequence: change.sequence, job: change.id, state: change.state, bytes: bytes)
        }
    }
}

extension JobChange {
    fileprivate var name: String {
        switch self {
        case .job: JobEvent.jobName
        case .forgotten: JobEvent.forgottenName
        }
    }

    var id: JobID {
        switch self {
        case .job(let record): record.id
        case .forgotten(let id, _): id
        }
    }

    var state: JobState? {
        if case .job(let record) = self { record.state } else { nil }
    }
}

/// What a follower wants to see; everything by default.
struct EventSelection: Sendable {
    var job: JobID?
    var states: Set<JobState>?

    /// Of a forgotten job nobody knows the state any more: whoever chose states hears of it too.
    func takes(_ frame: EventFrame) -> Bool { takes(frame.job, in: frame.state) }
    func takes(_ change: JobChange) -> Bool { takes(change.id, in: change.state) }

    private func takes(_ job: JobID, in state: JobState?) -> Bool {
        (self.job == nil || self.job == job) && (state.map { states?.contains($0) ?? true } ?? true)
    }
}
