/// What a drill has come to so far.
struct DrillTally: Sendable {
    /// Files that were to be done.
    let total: Int
    private(set) var decoded = 0
    /// Files by the code of their refusal.
    private(set) var refused: [String: Int] = [:]
    /// Indexes of files that ended in an error without a code.
    private(set) var uncoded: [Int] = []
    private(set) var slowest: DrillOutcome?
    /// Of any child, KiB.
    private(set) var peakKiB = 0
    private(set) var failures: [DrillFailure] = []
    /// Why children could not begin.
    private(set) var losses: [String] = []

    init(total: Int) { self.total = total }

    /// Files that were begun and came to some end.
    var done: Int { decoded + refused.values.reduce(0, +) + uncoded.count + failures.count { !$0.isAfterReport } }
    var hangs: Int { failures.count { $0.kind == .hang } }
    var crashes: Int { failures.count - hangs }
    /// Every file was decoded or refused with a code, and every child survived.
    var isPassed: Bool { failures.isEmpty && uncoded.isEmpty && losses.isEmpty && done == total }

    mutating func note(_ event: DrillEvent) {
        switch event {
        case .failure(let failure): failures.append(failure)
        case .lost(let reason): losses.append(reason)
        case .outcome(let outcome):
            if outcome.isDecoded {
                decoded += 1
            } else if outcome.isAnswered {
                refused[outcome.code, default: 0] += 1
            } else {
                uncoded.append(outcome.index)
            }
            if outcome.milliseconds > slowest?.milliseconds ?? -1 { slowest = outcome }
            peakKiB = max(peakKiB, outcome.peakKiB)
        }
    }
}
