/// What a load came to. Times are milliseconds; counts are of the measured time only, unless they say otherwise.
struct LoadOutcome: Sendable {
    /// From the first byte of a submission to the last of its 202.
    var accept: [Double] = []
    /// From the first byte of a submission to the news of its job's end.
    var total: [Double] = []
    /// `total` less what the job's steps took: only with one connection and events.
    var overhead: [Double] = []
    /// What the job's steps took: as `overhead`.
    var work: [Double] = []
    var seconds = 0.0
    /// Ends of jobs.
    var finished = 0
    /// Jobs of the whole run that failed or were cancelled.
    var failed = 0
    /// 429 and 503 of the whole run, waited out.
    var refused = 0
    /// Submissions of the whole run that were accepted.
    var accepted = 0
    /// Jobs of the whole run whose end was not heard of.
    var unfinished = 0
    /// CPU time that the generator took of one core, 0...1.
    var generatorShare = 0.0
    var serviceCPUMilliseconds = 0.0
    /// Events a second that a follower got, and the followers that were still there.
    var eventsPerSecond = 0.0
    var followersLeft = 0

    var perSecond: Double { seconds > 0 ? Double(finished) / seconds : 0 }
}
