package import API

/// Files on their way to the service.
package struct UploadState: Sendable {
    package struct Item: Sendable, Equatable {
        package var number: Int
        package var path: RawPath
        /// `name@version`; nil is the service's default.
        package var model: String?
        package var bytes = 0
        /// Tries so far that came to nothing.
        package var attempt = 0
        /// A try ended without an answer: the service may hold the image all the same.
        package var mayHaveArrived = false
    }

    package var waiting = UploadLine()
    package var sending: [Int: Item] = [:]
    /// Bytes that have gone of those under way.
    package var sent: [Int: Int] = [:]
    /// Numbers of those whose job is to be cancelled as soon as the service has named it.
    package var cancelling: Set<Int> = []
    package var window = UploadWindow()
    /// Nothing is started until it is over; one for all.
    package var hold: UploadHold?
    /// Holds without a success between them.
    package var holds = 0
    package var isPaused = false
    /// Of the batch that is being sent: all are 0 when nothing is under way.
    package var total = 0
    package var finished = 0
    package var refused = 0
    package var totalBytes = 0
    package var finishedBytes = 0
    package var pace = SendingPace()
    package var nextNumber = 1
    /// What became of each file that was submitted from here.
    package var outcomes: [RawPath: UploadOutcome] = [:]
    /// The file that a job of this session came from.
    package var pathOfJob: [String: RawPath] = [:]

    package init() {}

    package var isBusy: Bool { !waiting.isEmpty || !sending.isEmpty }
    package var remaining: Int { waiting.count + sending.count }

    /// Bytes of the batch that have gone.
    package var sentBytes: Int { finishedBytes + sent.values.reduce(0, +) }

    /// The upload of a file that is under way, and how many of its bytes have gone.
    package func progress(of path: RawPath) -> (item: Item, sent: Int)? {
        sending.values.first { $0.path == path }.map { ($0, sent[$0.number] ?? 0) }
    }
}

package enum UploadOutcome: Sendable, Equatable {
    case waiting, sending
    /// Taken back after the upload had begun: its answer is waited for, so that no job is left behind.
    case cancelling
    /// For good; with a stable code where the service has one.
    case refused(code: String?, message: String)
    /// Accepted: the job as it is now.
    case job(Job)

    package var job: Job? {
        if case .job(let job) = self { job } else { nil }
    }

    package var isUnderWay: Bool {
        switch self {
        case .waiting, .sending, .cancelling: true
        case .refused, .job: false
        }
    }
}

/// Files that wait for their turn.
package struct UploadLine: Sendable {
    private var items: [UploadState.Item] = []
    private var head = 0

    package init() {}

    package var count: Int { items.count - head }
    package var isEmpty: Bool { count == 0 }
    package var all: ArraySlice<UploadState.Item> { items[head...] }

    package mutating func append(_ item: UploadState.Item) { items.append(item) }

    /// What was turned away has the next turn.
    package mutating func putBack(_ item: UploadState.Item) {
        if head > 0 {
            head -= 1
            items[head] = item
        } else {
            items.insert(item, at: 0)
        }
    }

    package mutating func takeFirst() -> UploadState.Item? {
        guard !isEmpty else { return nil }
        defer {
            head += 1
            if head > 1024, head * 2 > items.count {
                items.removeFirst(head)
                head = 0
            }
        }
        return items[head]
    }

    package mutating func remove(number: Int) {
        guard let index = all.firstIndex(where: { $0.number == number }) else { return }
        items.remove(at: index)
    }

    package mutating func keepOnly(_ isKept: (UploadState.Item) -> Bool) {
        items = all.filter(isKept)
        head = 0
    }
}
