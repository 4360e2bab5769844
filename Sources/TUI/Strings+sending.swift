/// What is said before, while and after files are sent.
extension Strings {
    // Before
    static let preflightTitle = "Before sending"
    static func checking(_ checked: Int, of total: Int) -> String {
        "Looking into \(Shown.count(checked)) of \(files(total))…"
    }
    static let sendsWhenChecked = "They are sent as soon as all have been looked at."
    static func allTaken(_ count: Int) -> String { "All \(files(count)) will be taken." }
    static func someRefused(_ refused: Int, of total: Int, _ reasons: String) -> String {
        "\(Shown.count(refused)) of \(Shown.count(total)) will be refused: \(reasons)"
    }
    static func reason(_ reason: Preflight.Reason, _ count: Int) -> String {
        let number = Shown.count(count)
        return switch reason {
        case .tooLarge: "\(number) too large"
        case .formatNotTaken: "\(number) of a format that is not taken"
        case .notAnImage: "\(number) not an image"
        case .empty: "\(number) empty"
        case .unreadable: "\(number) unreadable"
        case .gone: "\(number) gone"
        }
    }
    static let sendsLabel = "Sends"
    static let timeLabel = "Time"
    static let queueLabel = "Queue"
    static let refusedTitle = "Refused"
    static let noLimitsYet = "The service has not told its limits yet, so it decides itself what it takes."
    static let nothingRefused = "Nothing is refused."
    static let nothingToSend = "Nothing is left to be sent."
    static func about(_ time: String) -> String { "about \(time)" }
    static func classified(_ time: String, _ rate: String) -> String {
        "about \(time) until all are classified, at \(rate) images/s"
    }
    static let noEstimate = "not known yet: nothing was classified lately"
    static func waitBefore(_ count: Int, room: Int) -> String {
        "\(images(count)) waiting before them, room for \(Shown.count(room)) more"
    }
    static func queueFull(_ beyond: Int) -> String {
        "\(images(beyond)) more than it has room for: sent as the queue drains"
    }
    static let nothingSent = "Nothing was sent; the marks are still there."
    static func sendingChecked(_ count: Int, refused: Int) -> String {
        guard count > 0 else { return "Nothing was sent: all \(Shown.count(refused)) would be refused." }
        return refused == 0
            ? submitting(count)
            : "Sending \(images(count)); \(Shown.count(refused)) left out, with the reason in their rows."
    }

    // While
    static let pausedWord = "paused"
    static func percent(_ part: Int, of whole: Int) -> String { "\(whole > 0 ? part * 100 / whole : 0) %" }
    static func bytesSent(_ part: Int, of whole: Int) -> String { "\(Shown.bytes(part)) of \(Shown.bytes(whole)) sent" }
    static func bytesOf(_ part: Int, _ whole: Int) -> String { "\(Shown.bytes(part)) of \(Shown.bytes(whole))" }
    static func bytesPerSecond(_ bytes: Double) -> String { "\(Shown.bytes(Int(min(bytes, 1e15))))/s" }
    static func left(_ seconds: Double) -> String { "\(Shown.seconds(Int(min(seconds.rounded(.up), 1e9)))) left" }
    static func sendingIsHeld(_ seconds: Int, _ number: Int, of total: Int) -> String {
        "\(Shown.count(number)) of \(Shown.count(total)), again in \(Shown.seconds(seconds))"
    }
    static func sendingIsPaused(_ number: Int, of total: Int) -> String {
        "paused at \(Shown.count(number)) of \(Shown.count(total))"
    }
    static func sendingPaused(_ underWay: Int) -> String {
        underWay == 0 ? "Sending is paused; P goes on." : "Paused: \(underWay) on their way are finished; P goes on."
    }
    static let sendingResumed = "Sending goes on."
    static let nothingBeingSent = "Nothing is being sent."
    static func stopQuestion(_ count: Int) -> String {
        count == 1 ? "Cancel the image that is not sent yet?" : "Cancel the \(Shown.count(count)) images not sent yet?"
    }

    // After
    static func allSent(_ count: Int, refused: Int = 0) -> String {
        refused == 0 ? "\(images(count)) sent." : "\(images(count)) sent, \(Shown.count(refused)) refused."
    }
    static func sendingStopped(_ dropped: Int, sent: Int = 0) -> String {
        let end = "\(images(dropped)) will not be sent"
        return sent == 0 ? end + "." : end + "; \(Shown.count(sent)) were."
    }
}
