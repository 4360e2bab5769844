import Client

/// The sentences of the footer: what happened, or why a key did nothing.
extension Strings {
    static func unbound(_ key: String, _ keys: Keymap) -> String {
        "\(key) is not bound here; \(keys.keyName(.help)) shows every key."
    }
    static func elsewhere(_ key: String, _ place: String, _ keys: Keymap) -> String {
        "\(key) works \(place); \(keys.keyName(.help)) shows every key."
    }

    static let firstLine = "This is the first line."
    static let lastLine = "This is the last line."
    static let lastLoadedLine = "This is the last line so far; more are on their way."
    static let noLines = "There are no lines to move through."
    static let nothingToScroll = "All of it is on the screen: there is nothing to scroll."
    static let topmostFolder = "This is the topmost folder."
    static func filesOpenOtherwise(_ keys: Keymap) -> String {
        "This goes into folders only; \(keys.keyName(.open)) opens an image."
    }
    static func nothingToGoBackFrom(_ keys: Keymap) -> String {
        "There is nothing to go back from here; \(keys.keyName(.quit)) quits."
    }

    static func cannotMarkFolder(_ keys: Keymap) -> String {
        "Folders can't be marked: \(keys.keyName(.open)) opens one, \(keys.keyName(.markAll)) marks the images in it."
    }
    static let cannotMarkOther = "This is not a regular file, so it can't be marked."
    static let nothingToMark = "There is no image to mark in this folder."
    static let noMarks = "Nothing is marked."
    static func nowMarked(_ count: Int) -> String {
        count == 1 ? "1 image marked." : "\(Shown.count(count)) images marked."
    }
    static func nothingToSubmit(_ keys: Keymap) -> String {
        "There is no image under the cursor: mark some with \(keys.keyName(.mark)), or move onto one."
    }
    static let allUnderWay = "These images are on their way already."
    static func submitting(_ count: Int) -> String {
        count == 1 ? "Sending 1 image." : "Sending \(Shown.count(count)) images."
    }
    static func alsoRefused(_ count: Int) -> String { "\(count) refused: select it to see why." }
    static let hiddenShown = "Names that begin with a dot are shown."
    static let hiddenHidden = "Names that begin with a dot are hidden."

    static let noJobHere = "There is no job to act on: pick one in the queue."
    static func noJobOfFile(_ name: String, _ keys: Keymap) -> String {
        "\(name) has no job yet; \(keys.keyName(.submit)) classifies it."
    }
    static func cannotCancel(_ name: String, _ state: String) -> String {
        "\(name) \(state) already: only waiting and running jobs can be cancelled."
    }
    static func cannotRetry(_ name: String, _ state: String) -> String {
        "\(name) \(state): only failed and cancelled jobs can be retried."
    }
    static func cancelling(_ name: String) -> String { "Cancelling \(name)." }
    static func retrying(_ name: String) -> String { "Putting \(name) back into the queue." }
    static func cancelledNow(_ name: String) -> String { "\(name) is cancelled." }
    static func cancelRequested(_ name: String) -> String { "\(name) will stop before its next step." }
    static func retriedNow(_ name: String) -> String { "\(name) is in the queue again." }
    static func cancellingUpload(_ name: String) -> String { "Cancelling \(name)…" }
    static func uploadGivenUp(_ name: String) -> String {
        "\(name) is given up; had it arrived, the queue would show it."
    }
    static func uploadDropped(_ name: String) -> String { "\(name) will not be sent." }
    static func refused(_ name: String, _ error: ClientError) -> String { "\(name): \(shown(error))" }
    /// What is to be confirmed: `cancel dog.jpg`.
    static func confirmed(_ action: Action, on name: String?) -> String {
        switch action {
        case .cancelJob: "cancel \(name.map(Shown.name) ?? "jobs")"
        case .forgetJob: "forget \(name.map(Shown.name) ?? "jobs")"
        case .pauseQueue: "pause or resume its queue"
        default: action.name.replacing("-", with: " ")
        }
    }
    static let nothingToOpen = "There is nothing to open here."

    /// The message with its stable code, if there is one.
    static func shown(_ error: ClientError) -> String {
        error.code.map { "\($0): \(error.message)" } ?? error.message
    }

    /// What to do about a failure, by its stable code.
    static func advice(_ code: String, _ keys: Keymap) -> String? {
        switch code {
        case "UNSUPPORTED_IMAGE": "Convert it to JPEG or PNG, then submit it."
        case "IMAGE_TOO_LARGE", "BODY_TOO_LARGE": "Make it smaller, then submit it."
        case "QUEUE_FULL": "It is sent again by itself as soon as the queue has room."
        case "UNKNOWN_MODEL", "NO_MODEL", "MODEL_UNUSABLE":
            "The service's model folder needs a look; its log says more."
        case "LEASE_EXPIRED":
            "A worker died over this image several times. \(keys.keyName(.retryJob)) tries once more."
        case "INFERENCE_FAILED", "INTERNAL":
            "The service's log says more under the request's id. \(keys.keyName(.retryJob)) tries once more."
        default: nil
        }
    }
}
