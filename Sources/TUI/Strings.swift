import API

/// Every sentence and word that the dashboard shows, in one table.
package enum Strings {
    // Panes
    static let product = "top5"
    static let files = "Files"
    static let preview = "Preview"
    static let topFive = "Top-5"
    static func top(_ count: Int) -> String { "Top-\(count)" }
    static let queue = "Queue"
    static let help = "Help"
    static let result = "Result"
    static let queueColumns = (
        id: "ID", image: "IMAGE", state: "STATE", step: "STEP", progress: "PROGRESS", result: "TOP-1", time: "WORK",
        client: "CLIENT"
    )
    static let taskColumns = (image: "TASK", result: "RESULT", client: "WORKER")

    // Connection
    static let live = "live"
    static let paused = "queue paused"
    static let connecting = "connecting"
    static func reconnecting(_ seconds: Int) -> String { "reconnecting in \(seconds) s" }
    static let reconnectingNow = "reconnecting"
    static func offline(_ seconds: Int) -> String { "offline, retrying in \(seconds) s" }
    static let offlineNow = "offline, retrying"
    static let connectionBroke = "The service ended the connection."

    // Header
    static let starter = "starter"
    static let idle = "idle"
    static func perSecond(_ isOfTasks: Bool) -> String { isOfTasks ? "tasks/s" : "img/s" }
    static let p95 = "p95"
    static let queued = "queued"
    static let running = "running"
    static let done = "done"
    static let failed = "failed"
    static let cancelled = "cancelled"
    static func sending(_ number: Int, of total: Int) -> String {
        "sending \(Shown.count(number)) of \(Shown.count(total))"
    }

    // Files
    static let parentFolder = "../"
    static let emptyFolder = "nothing here"
    static let nothingMatches = "no name matches"
    static let reading = "reading…"
    static let notAnImageWord = "no image"
    static let brokenLinkWord = "dead link"
    static let noFileWord = "not a file"
    static let brokenLinkRefusal = "This link leads to nothing: it can't be classified."
    static let noFileRefusal = "This is a device, a pipe or a socket: it can't be classified."
    static let refusedWord = "refused"
    static let waitingWord = "waiting"
    static let sendingWord = "sending"
    static let notSentWord = "Not sent"
    static let cancellingWord = "cancelling"
    static func retryingWord(_ seconds: Int) -> String { seconds > 0 ? "again in \(seconds) s" : "sending again" }
    static let noPermission = "no permission to read this"
    static let isGone = "is gone"
    static let isNoFolder = "is not a folder"
    static let isNoRegularFile = "is not a regular file"
    static let tooLargeToPreview = "too large to preview"
    static let systemError = "system error"

    // Verdicts
    static let emptyFile = "The file is empty."
    static let notAnImage = "Not an image that top5 knows."
    static func tooManyBytes(_ size: String, limit: String) -> String { "\(size); the service takes at most \(limit)." }
    static func formatNotTaken(_ format: String) -> String { "The service does not take \(format)." }
    static func sideTooLong(_ pixels: String, limit: Int) -> String {
        "\(pixels) pixels; no side may exceed \(Shown.count(limit))."
    }
    static func tooManyPixels(_ pixels: String, limit: Int) -> String {
        "\(pixels) pixels; the service takes at most \(limit) megapixels."
    }

    // Top-5
    static let classifiesThis = "classifies this image"
    static func selectSomething(_ keys: Keymap) -> String { "Pick an image and press \(keys.keyName(.submit))." }
    static let onItsWay = "on its way to the service"
    static func tooSmall(_ wanted: Size, _ size: Size) -> String {
        "top5 needs more room: \(wanted.columns)x\(wanted.rows), not \(size.columns)x\(size.rows)"
    }

    // Queue
    static let newest = "newest first"
    static func jobs(_ count: Int) -> String { count == 1 ? "1 job" : "\(Shown.count(count)) jobs" }
    static func jobsAtLeast(_ count: Int) -> String { "\(Shown.count(count))+ jobs" }
    static func shownOfAtLeast(_ shown: Int, _ total: Int) -> String { "\(shownOf(shown, total))+" }
    static func shownOf(_ shown: Int, _ total: Int) -> String { "\(Shown.count(shown)) of \(Shown.count(total))" }
    static func emptyQueue(_ keys: Keymap) -> String {
        "No jobs yet. Mark images with \(keys.keyName(.mark)), then press \(keys.keyName(.submit))."
    }
    static func noMatches(_ keys: Keymap) -> String {
        "No job matches this filter. \(keys.keyName(.back)) shows every job."
    }
    static let loadingQueue = "loading…"
    static let waitingForService = "Waiting for the service…"
    static func position(_ place: Int) -> String { Shown.ordinal(place) }
    static func loadingRest(_ loaded: Int, _ total: Int) -> String {
        "loading \(Shown.count(loaded)) of \(Shown.count(total))"
    }

    // Detail
    static let detailTime = "Time"
    static let detailJob = "Job"
    static let detailModel = "Model"
    static let detailQueue = "Queue"
    static let detailWorker = "Worker"
    static let working = "working"
    static let detailImage = "Image"
    static let detailHash = "SHA-256"
    static let detailClient = "Client"
    static let detailAttempts = "Attempts"
    static let detailCreated = "Submitted"
    static let detailStarted = "Started"
    static let detailFinished = "Finished"
    static let detailRequest = "Request"
    static let cachedWord = "cached"
    static let detailCached = "answered from the cache"
    static let loadingPicture = "loading…"
    static let noPicture = "no picture"
    static let noName = "(no name)"
    static let jobGone = "This job is no longer in the list."
    static func workAndWait(_ work: String, _ waited: String) -> String { "\(work) of work, \(waited) waiting" }

    // Prompt
    static let promptKeys = "Enter applies   Esc clears"
    static let filterExample = "state:failed  model:tiny*  client:ci-2  cat  -dog"
    static func notSent(_ count: Int) -> String { "\(count) not sent yet." }
    static func quitQuestion(_ count: Int) -> String {
        count == 1
            ? "1 image has not been sent yet. Quit all the same?"
            : "\(count) images have not been sent yet. Quit all the same?"
    }

    // Steps
    static func short(_ step: JobStep) -> String {
        switch step {
        case .decoding: "decode"
        case .preprocessing: "prepare"
        case .inferring: "infer"
        case .formatting: "format"
        }
    }
    /// A running job that has not told its first step yet.
    static let starting = "starting"
    static func long(_ step: JobStep) -> String { step.rawValue }
}
