import API
import Client
import Foundation

/// The queue: its keys, its questions, and what came of them.
extension Strings {
    static let helpMarkJob = "mark the job, or take the mark away"
    static let helpMarkRange = "mark from here: move, then v again ends the range"
    static let helpMarkAllJobs = "mark all jobs that match the filter, loaded or not"
    static let helpForget = "forget finished jobs, with image and result; asks, and waits 10 s"
    static let helpUndo = "take back: cancelling and forgetting wait 10 s for it"
    static let helpSort = "sort the list"
    static let helpFind = "find a word in the list"
    static let helpNextMatch = "to the next line with the word"
    static let helpPreviousMatch = "to the line with the word before"
    static let helpSavedFilters = "pick one of the saved filters"
    static let helpSaveFilter = "save the filter under a name; Ctrl-S while typing one"
    static let helpPause = "pause or resume the queue; asks"
    static let helpModels = "choose the model for what is sent next"
    static let helpPick = "take the line under the cursor"
    static let helpCloseMenu = "close the list"
    static let helpDeleteFilter = "delete the saved filter"
    static let helpSendAndQuit = "send what is held back, then quit"
    static let helpDropAndQuit = "drop what is held back, and quit"

    static let hintForget = "forget"
    static let hintUndo = "undo"
    static let hintSort = "sort"
    static let hintFind = "find"
    static let hintSavedFilters = "filters"
    static let hintPause = "pause"
    static let hintModels = "model"
    static let hintPick = "take"
    static let hintDeleteFilter = "delete"
    static let hintConfirm = "yes"
    static let hintDecline = "no"
    static let hintSendAndQuit = "send, quit"
    static let hintDropAndQuit = "drop, quit"

    // Marks
    static let allAreMarked = "All jobs that match are marked; u takes the marks away."
    static let rangeBegun = "Marking from here: move, then v ends the range, Space too."
    static let rangeNotLoaded = "The range covers lines that are not loaded yet; a marks all that match the filter."
    static let nothingToMarkHere = "There is no job to mark."
    static func allMarked(_ count: Int, filter: String) -> String {
        filter.isEmpty ? "All \(Strings.jobs(count)) marked." : "All \(Strings.jobs(count)) that match are marked."
    }
    static func marksFooter(_ count: Int, all: Bool) -> String {
        all ? "all \(Shown.count(count)) marked" : "\(Shown.count(count)) marked"
    }

    // Many jobs
    private static func verb(_ action: ManyAction) -> String {
        switch action {
        case .cancel: "Cancel"
        case .retry: "Retry"
        case .forget: "Forget"
        }
    }

    private static func done(_ action: ManyAction) -> String {
        switch action {
        case .cancel: "cancelled"
        case .retry: "put back into the queue"
        case .forget: "forgotten"
        }
    }

    /// What the states of an action have in common.
    private static func kind(_ action: ManyAction) -> String {
        switch action {
        case .cancel: "unfinished"
        case .retry: "failed or cancelled"
        case .forget: "finished"
        }
    }

    private static func jobs(_ count: Int, _ action: ManyAction) -> String {
        "\(Shown.count(count)) \(kind(action)) \(count == 1 ? "job" : "jobs")"
    }

    static func question(_ action: ManyAction, _ jobs: ManyJobs, count: Int, name: String?) -> String {
        if let name { return "\(verb(action)) \(name)?" }
        switch jobs {
        case .these:
            return "\(verb(action)) \(count == 1 ? "the" : "the \(Shown.count(count))") marked "
                + "\(kind(action)) \(count == 1 ? "job" : "jobs")?"
        case .matching(_, ""): return "\(verb(action)) all \(Strings.jobs(count, action))?"
        case .matching(_, let filter):
            return "\(verb(action)) \(Strings.jobs(count, action)) that \(count == 1 ? "matches" : "match") \(filter)?"
        }
    }

    /// Where there is little room.
    static func shortQuestion(_ action: ManyAction, count: Int) -> String {
        "\(verb(action)) \(count == 1 ? "it" : Shown.count(count))?"
    }

    static let counting = "Counting…"
    static func noneOfMarked(_ action: ManyAction) -> String { "None of the marked jobs is \(kind(action))." }
    static func noneMatches(_ action: ManyAction) -> String { "No job that matches is \(kind(action))." }
    static func cannotForget(_ name: String, _ state: String) -> String {
        "\(name) \(state): only finished jobs can be forgotten; x cancels it first."
    }
    static func heldAlready(_ name: String) -> String { "\(name) is held for that already; z takes it back." }

    static func held(_ action: ManyAction, _ count: Int, _ name: String?) -> String {
        let seconds = Int(HeldAction.seconds)
        let what = name ?? Strings.jobs(count)
        return action == .cancel
            ? "Cancelling \(what) in \(seconds) s; z takes it back."
            : "Forgetting \(what) in \(seconds) s; z takes it back."
    }
    static func sent(_ action: ManyAction, _ count: Int) -> String { "Putting \(Strings.jobs(count)) back." }
    static let nothingToUndo = "There is nothing to take back: cancelling and forgetting can be, for ten seconds."
    static func undone(_ action: ManyAction, _ count: Int, _ name: String?) -> String {
        let what = name.map { "\($0) stays" } ?? "\(Strings.jobs(count)) \(count == 1 ? "stays" : "stay")"
        return "Taken back: \(what) as \(count == 1 ? "it is" : "they are")."
    }

    /// `1,198 forgotten, 6 had changed.`
    static func result(_ action: ManyAction, _ result: ManyResult, name: String?) -> String {
        if let name, result.changed == 1 { return "\(name) is \(done(action))." }
        if let name, result.left == 1 { return "\(name) had changed: it is not \(done(action))." }
        if let name, let error = result.error { return "\(name): \(error)" }
        var parts = ["\(Shown.count(result.changed)) \(done(action))"]
        if result.left > 0 { parts.append("\(Shown.count(result.left)) had changed") }
        if result.failed > 0 { parts.append("\(Shown.count(result.failed)) failed") }
        return parts.joined(separator: ", ") + "." + (result.error.map { " \($0)" } ?? "")
    }

    /// `cancels in 8 s · z`
    static func heldLine(_ action: ManyAction, _ seconds: Int?) -> String {
        let word = action == .cancel ? "cancels" : action == .forget ? "forgets" : "retries"
        return seconds.map { "\(word) in \($0) s · z keeps it" } ?? "\(word) now"
    }

    /// For the footer's right end.
    static func heldFooter(_ action: ManyAction, _ count: Int, _ seconds: Int) -> String {
        "\(action.rawValue) \(Shown.count(count)) in \(seconds) s"
    }
    static let shortLeaveQuestion = "Held back:"
    static let leaveQuestion = "Actions wait for their ten seconds."
    static let sendingBeforeQuit = "Sending what was held back, then leaving."

    // Pause
    static func pauseQuestion(_ pause: Bool) -> String {
        pause ? "Pause the queue for everybody? What runs goes on." : "Let the queue go on?"
    }
    static func shortPauseQuestion(_ pause: Bool) -> String { pause ? "Pause the queue?" : "Resume the queue?" }
    static let nowPaused = "The queue is paused: nothing new is begun until p resumes it."
    static let nowResumed = "The queue goes on."
    static let notConnected = "There is no connection to the service now."
    static func pauseRefused(_ pause: Bool, _ error: ClientError) -> String {
        if error.code == "FORBIDDEN" {
            return "Only an operator may \(pause ? "pause" : "resume") the queue: \(error.message)"
        }
        return shown(error)
    }

    // Menus
    static func title(_ kind: QueueMenu.Kind) -> String {
        switch kind {
        case .sort: "Sort by"
        case .models: "Model for what is sent next"
        case .filters: "Saved filters"
        }
    }
    static func order(_ order: JobOrder) -> String {
        switch order {
        case .newest: "submitted, newest first"
        case .oldest: "submitted, oldest first"
        case .newestFinished: "finished, latest first"
        case .oldestFinished: "finished, earliest first"
        }
    }
    static let ended = "ENDED"
    static let sendsTo = "sends to"
    static let noModels = "The service has named no model yet."
    static let defaultModel = "default"
    static func modelUnusable(_ id: String) -> String { "\(id) can't be used; the service's log says why." }
    static func modelChosen(_ id: String) -> String { "What is sent next goes to \(id)." }
    static let nothingToDelete = "Only saved filters can be deleted here."
    static let noSavedFilters = "No filter is saved yet: / filters, Ctrl-S there saves it under a name."

    // Find
    static func nothingFound(_ word: String) -> String { "No line of this list contains \"\(word)\"." }
    static func findWrapped(_ forward: Bool) -> String { forward ? "On from the top." : "On from the end." }
    static func seeking(_ loaded: Int, _ total: Int) -> String {
        "looking through \(Shown.count(loaded)) of \(Shown.count(total))"
    }
    static let goingToEnd = "going to the end"
    static let findNotLoaded = "The lines in between are not loaded yet; n looks through them."
    static func nothingBelow(_ word: String) -> String {
        "No line from there to the end contains \"\(word)\"; g g, then n looks from the top."
    }
    static let findSign = "find"
    static let findKeys = "Enter finds   Esc clears"
    static let nameKeys = "Enter saves   Esc leaves it"

    // Waiting
    /// - Parameter left: of the time that it waits for.
    static func waiting(_ waiting: JobWaiting, left: String?) -> String? {
        switch waiting.known {
        case .paused: "queue paused"
        case .noWorker: "no worker"
        case .modelUnusable: "model unusable"
        case .modelLoading: "model loading"
        case .retry: left.map { "tried again in \($0)" } ?? toBeTriedAgain
        case .turn: waiting.behind.map { "behind \($0)" }
        case .next: "next"
        case nil: nil
        }
    }
    static func waitingSentence(_ waiting: JobWaiting, left: String?, attempt: Int) -> String? {
        switch waiting.known {
        case .paused: "The queue is paused; p lets it go on."
        case .noWorker: "No worker takes jobs now; the service's log says why."
        case .modelUnusable: "Its model can't be used as it is; m lists the models with the reason."
        case .modelLoading: "Its model is loaded first."
        case .retry:
            "Attempt \(Shown.count(attempt)) failed for a reason that may pass: it is tried again "
                + (left.map { "in \($0)." } ?? "at its turn.")
        case .turn:
            waiting.behind.map { "Clients take turns: a job of \($0) comes right before it." }
                ?? "Jobs sent before it come first."
        case .next: "It is the next one that a worker takes."
        case nil: nil
        }
    }

    // Details
    static let detailAttempt = "Attempt"
    static let detailPriority = "Priority"
    static let detailExpires = "Forgotten"
    static let detailWaits = "Waits"
    static let detailErrors = "Failed attempts"
    static func attempt(_ number: Int, worker: String?, took: String?) -> String {
        var parts = ["\(detailAttempt) \(Shown.count(number))"]
        if let took { parts.append("after \(took)") }
        if let worker { parts.append("on \(worker)") }
        return parts.joined(separator: " ")
    }
    static func expires(_ time: String, _ left: String) -> String { "\(time), in \(left)" }
}
