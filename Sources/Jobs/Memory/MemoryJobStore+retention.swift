import Foundation

extension MemoryJobStore {
    package func retain(_ policy: RetentionPolicy, limit: Int, now: JobInstant) throws(JobError) -> RetentionStep {
        func isOlder(_ job: JobRecord, than age: Int64?) -> Bool {
            age.map { (job.finishedAt ?? now).milliseconds < now.milliseconds - $0 } ?? false
        }
        var finished = entries.values.map(\.job).filter { $0.state.isFinished }
            .sorted {
                JobSort.oldestFinished.precedes(
                    (JobSort.oldestFinished.key($0), $0.id), (JobSort.oldestFinished.key($1), $1.id))
            }
        let surplus = policy.jobs.map { finished.count - $0 } ?? 0
        let old = finished.enumerated().filter {
            $0.offset < surplus || isOlder($0.element, than: policy.jobMilliseconds)
        }
        .prefix(limit).map(\.element)
        for job in old { try remove(job.id, now: now) }
        finished.removeAll { job in old.contains { $0.id == job.id } }
        var bytes = finished.filter(\.hasPayload).map(\.payloadBytes).reduce(0, +)
        var dropped = 0
        for job in finished where job.hasPayload && dropped < limit {
            guard isOlder(job, than: policy.payloadMilliseconds) || bytes > policy.payloadBytes ?? .max else {
                continue
            }
            entries[job.id]?.payload = Data()
            entries[job.id]?.job.hasPayload = false
            bytes -= job.payloadBytes
            dropped += 1
        }
        return RetentionStep(forgotten: old.count, payloadsDropped: dropped)
    }
}
