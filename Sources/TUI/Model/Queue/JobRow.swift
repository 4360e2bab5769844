package import API
package import Foundation

/// What a line of the queue needs of a job, in a tenth of the memory of the whole: so a hundred thousand fit.
struct JobRow: Sendable {
    var id: String
    private var name: String
    var revision: Int
    private var created, started: Int64
    /// Of a job that waits: the time that it waits for.
    private var finished: Int64
    private var format, model, client, label, code, message, waiting, behind, outcome: JobTexts.Index
    private var width, height, bytes, position: Int32
    private var work, queued, eta, score, fraction: Float
    private var topK, attempt: Int16
    var status: JobStatus
    private var step: JobStep?
    private var priority: Priority?
    private var flags: Flags

    private struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        static let cached = Flags(rawValue: 1)
        static let hasResult = Flags(rawValue: 2)
        static let hasError = Flags(rawValue: 4)
        static let hasPosition = Flags(rawValue: 8)
        static let hasETA = Flags(rawValue: 16)
        static let hasQueued = Flags(rawValue: 32)
    }

    static let never = Int64.min

    static func milliseconds(_ date: Date) -> Int64 {
        let value = (date.timeIntervalSince1970 * 1000).rounded()
        return abs(value) < 9e15 ? Int64(value) : 0
    }

    init(_ job: Job, texts: inout JobTexts) {
        func time(_ date: Date?) -> Int64 { date.map(Self.milliseconds) ?? Self.never }
        id = job.id
        name = job.image.name
        revision = job.revision
        created = Self.milliseconds(job.createdAt)
        started = time(job.startedAt)
        finished = time(job.status == .queued ? job.waiting?.until : job.finishedAt)
        format = texts.index(of: job.image.format)
        model = texts.index(of: job.model)
        client = texts.index(of: job.client)
        label = texts.index(of: job.prediction?.first?.label ?? "")
        code = texts.index(of: job.error?.code ?? "")
        message = texts.index(of: job.error?.message ?? "")
        waiting = texts.index(of: job.waiting?.reason ?? "")
        behind = texts.index(of: job.waiting?.behind ?? "")
        outcome = texts.index(of: job.outcome ?? "")
        width = Int32(clamping: job.image.width)
        height = Int32(clamping: job.image.height)
        bytes = Int32(clamping: job.image.bytes)
        position = Int32(clamping: job.queuePosition ?? 0)
        work = Float(job.timingsMs.work)
        queued = Float(job.timingsMs.queued ?? 0)
        eta = Float(job.etaMs ?? 0)
        score = Float(job.prediction?.first?.score ?? 0)
        fraction = Float(job.progress?.fraction ?? 0)
        topK = Int16(clamping: job.topK)
        attempt = Int16(clamping: job.attempt)
        status = job.status
        step = job.error?.step ?? job.progress?.step
        priority = job.priority
        flags = []
        if job.cached { flags.insert(.cached) }
        if job.prediction?.isEmpty == false { flags.insert(.hasResult) }
        if job.error != nil { flags.insert(.hasError) }
        if job.queuePosition != nil { flags.insert(.hasPosition) }
        if job.etaMs != nil { flags.insert(.hasETA) }
        if job.timingsMs.queued != nil { flags.insert(.hasQueued) }
    }

    /// - Parameters:
    ///   - word: folded UTF-8.
    ///   - shared: the texts in which it occurs.
    func contains(_ word: [UInt8], shared: Set<JobTexts.Index>) -> Bool {
        shared.contains(label) || shared.contains(message) || Self.contains(name, word) || Self.contains(id, word)
    }

    /// ASCII is compared as it stands, without a copy: this runs over the whole list.
    private static func contains(_ text: String, _ word: [UInt8]) -> Bool {
        let found: Bool?? = text.utf8.withContiguousStorageIfAvailable { bytes -> Bool? in
            guard bytes.count >= word.count else { return bytes.allSatisfy { $0 < 0x80 } ? false : nil }
            for byte in bytes where byte >= 0x80 { return nil }
            for start in 0...(bytes.count - word.count) {
                var place = 0
                while place < word.count, lower(bytes[start + place]) == word[place] { place += 1 }
                if place == word.count { return true }
            }
            return false
        }
        if let found, let found { return found }
        return QueueFilter.fold(text).utf8.contains(word)
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte < 0x20 ? 0x20 : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    func key(in order: JobOrder) -> ListKey {
        ListKey(time: order.isByFinish && status.isFinished && finished != Self.never ? finished : 0, id: id)
    }

    /// The job as far as a line shows it: of its result the best class, of its times their sum.
    func job(_ texts: JobTexts) -> Job {
        func date(_ time: Int64) -> Date? {
            time == Self.never ? nil : Date(timeIntervalSince1970: Double(time) / 1000)
        }
        var timings = JobTimings(queued: flags.contains(.hasQueued) ? Double(queued) : nil)
        if work > 0 { timings.inferring = Double(work) }
        let hasError = flags.contains(.hasError)
        var job = Job(
            id: id, status: status, revision: revision,
            image: ImageInfo(
                name: name, format: texts[format], width: Int(width), height: Int(height), bytes: Int(bytes),
                sha256: ""),
            model: texts[model], topK: Int(topK), client: texts[client], priority: priority, attempt: Int(attempt),
            progress: hasError ? nil : step.map { JobProgress(step: $0, fraction: Double(fraction)) },
            queuePosition: flags.contains(.hasPosition) ? Int(position) : nil,
            etaMs: flags.contains(.hasETA) ? Double(eta) : nil,
            createdAt: date(created) ?? Date(timeIntervalSince1970: 0), startedAt: date(started),
            finishedAt: status == .queued ? nil : date(finished), timingsMs: timings,
            prediction: flags.contains(.hasResult)
                ? [Prediction(index: 0, label: texts[label], score: Double(score))] : nil,
            cached: flags.contains(.cached),
            error: hasError ? ErrorDetail(code: texts[code], message: texts[message], step: step) : nil)
        if outcome != 0 { job.outcome = texts[outcome] }
        if let reason = WaitingReason(rawValue: texts[waiting]) {
            job.waiting = JobWaiting(
                reason, behind: behind == 0 ? nil : texts[behind], until: status == .queued ? date(finished) : nil)
        }
        return job
    }
}

/// Texts that many jobs share (labels, models, clients, messages), each kept once.
struct JobTexts: Sendable {
    typealias Index = UInt32

    /// Messages that name a number are many: beyond this the line has only its code, and the whole job is asked for.
    private static let limit = 50_000

    private var texts = [""]
    private var indexes: [String: Index] = ["": 0]

    subscript(index: Index) -> String { texts[Int(index)] }

    /// The texts in which a folded word occurs.
    func indexes(containing word: String) -> Set<Index> {
        Set(texts.indices.filter { QueueFilter.fold(texts[$0]).contains(word) }.map(Index.init))
    }

    mutating func index(of text: String) -> Index {
        if let known = indexes[text] { return known }
        guard texts.count < Self.limit else { return 0 }
        let index = Index(texts.count)
        texts.append(text)
        indexes[text] = index
        return index
    }
}
