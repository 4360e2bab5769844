/// What one round came to.
struct DrillRoundOutcome: Sendable {
    var round: Int
    var verdict: RoundVerdict
    var book: SubmissionBook.State
    /// Kills of the service, those before it listened among them.
    var serviceKills: Int
    var killsInStart: Int
    var workerKills: Int
    /// What was done to a shared queue; `workerKills` has the kills of its workers too.
    var shared = SharedQueue.Counts()
    /// Ends of attempts that came after their lease was lost, and were refused.
    var lateEnds = 0
    /// Worker processes that outlived their service by seconds.
    var orphans: Int
    /// What else was not as it should be, in words.
    var problems: [String]
    var seconds: Double

    /// Nothing lost, nothing twice, no other trouble.
    var isPassed: Bool {
        verdict.lost.isEmpty && verdict.finishedTwice.isEmpty && verdict.storedTwice.isEmpty
            && verdict.mixedUp.isEmpty && verdict.unheard.isEmpty && book.refusals.isEmpty && problems.isEmpty
            && orphans == 0
    }
}
