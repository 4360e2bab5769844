/// The order of a listing. Jobs that have not finished stand at the end of `newestFinished`, at the front of
/// `oldestFinished`.
package enum JobSort: String, Sendable, CaseIterable {
    case newest = "-created"
    case oldest = "created"
    case newestFinished = "-finished"
    case oldestFinished = "finished"

    var isDescending: Bool { self == .newest || self == .newestFinished }
    var isByFinish: Bool { self == .newestFinished || self == .oldestFinished }

    /// What jobs are compared by before their ids, if anything.
    func key(_ job: JobRecord) -> Int64 { isByFinish ? job.finishedAt?.milliseconds ?? 0 : 0 }

    /// Whether `a` comes before `b`.
    func precedes(_ a: (key: Int64, id: JobID), _ b: (key: Int64, id: JobID)) -> Bool {
        let isBefore = a.key == b.key ? a.id < b.id : a.key < b.key
        return isDescending ? !isBefore && a != b : isBefore
    }
}
