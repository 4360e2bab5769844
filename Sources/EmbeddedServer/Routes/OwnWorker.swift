import API
import Jobs

/// The worker of this process, as its service shows it and tells it what to do.
struct OwnWorker: Sendable {
    let name: String
    let version: String
    let duty: WorkerDuty
    /// Idle ones too, and what they have done.
    let slots: @Sendable () -> [(name: String, tally: SlotTally)]
    let models: @Sendable () -> [String]

    /// As another process would read of it; nil: it has no slots.
    var report: WorkerReport? {
        let slots = slots().map { WorkerReport.Slot(name: $0.name, done: $0.tally.done, failed: $0.tally.failed) }
        guard !slots.isEmpty else { return nil }
        return WorkerReport(
            name: name, version: version, models: models(), slots: slots, duty: duty.duty, isOfService: true)
    }
}
