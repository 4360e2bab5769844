/// The questions to the terminal and what is known from its answers, from the first to the last.
struct TerminalDialogue: Sendable {
    /// Answers that are waited for before the terminal is given back: later ones would be typed into the shell.
    static let farewell = Duration.milliseconds(300)

    private(set) var survey: GraphicsSurvey
    private var meter = LinkMeter()
    private let base: TerminalCapabilities
    private let options: ScreenOptions
    private var startedAt = Duration.zero
    private var awaitsAttributes = false
    /// The first frame has come to the terminal, so that it is known how fast pictures may be sent.
    private var knowsLink: Bool { meter.hasAnswered && !meter.isWaiting || options.isSlow || survey.wish.forced != nil }
    private var hasKnownLink = false
    /// One after the first answer, one after the first frame.
    private var repetitions = 2

    init(survey: GraphicsSurvey, base: TerminalCapabilities, options: ScreenOptions) {
        self.survey = survey
        self.base = base
        self.options = options
    }

    /// - Returns: what is to be sent.
    mutating func begin(at now: Duration) -> [UInt8] {
        startedAt = now
        awaitsAttributes = !survey.questions.isEmpty
        return survey.questions
    }

    /// After a change of the window the cells may have another size, which only terminals tell that the kernel knows
    /// nothing of.
    mutating func windowChanged(_ pixels: PixelExtent?, _ size: Size) -> [UInt8] {
        guard let pixels else { return survey.isComplete && survey.graphics != nil ? Array("\u{1B}[16t".utf8) : [] }
        survey.windowTold(pixels, size)
        return []
    }

    /// - Returns: what is to be asked once more.
    mutating func take(_ reply: TerminalReply, size: Size, at now: Duration) -> [UInt8] {
        var isBehindTheSwitch = reply == .ready
        if reply == .ready { meter.answered(at: now) }
        if case .attributes = reply, awaitsAttributes {
            awaitsAttributes = false
            isBehindTheSwitch = true
            meter.delayed(now - startedAt)
        }
        survey.take(reply, size: size)
        if knowsLink { hasKnownLink = true }
        guard isBehindTheSwitch, repetitions > 0 else { return [] }
        repetitions -= 1
        return survey.questionsOnceMore
    }

    /// - Parameter bytes: that have just been sent.
    /// - Returns: what is to be sent behind them, to learn when they have come.
    mutating func sent(_ bytes: Int, at now: Duration) -> [UInt8] {
        guard bytes >= LinkMeter.worthMeasuring || meter.isNew, survey.road != .closed, meter.canAsk else { return [] }
        meter.asked(after: bytes, at: now)
        return Array("\u{1B}[5n".utf8)
    }

    /// Whether an answer may still come, for as long as one is worth waiting for.
    func isWaiting(at now: Duration) -> Bool {
        let isEarly = now - startedAt < .seconds(1)
        if awaitsAttributes || meter.isWaiting { return isEarly || meter.hasAnswered }
        // What is handed through tmux comes back later than what tmux answers itself.
        return survey.road == .tmux && survey.wish == .auto && isEarly
    }

    /// Sequences of keys come whole.
    var isNear: Bool { meter.isNear }

    var capabilities: TerminalCapabilities {
        var capabilities = base
        capabilities.asciiPictures = survey.wish == .ascii
        capabilities.cellPixels = survey.drawnCell
        capabilities.pictureLimit = survey.limit
        capabilities.graphics = hasKnownLink || survey.wish.forced != nil ? survey.graphics : nil
        capabilities.bytesPerSecond = options.isSlow ? 1 : meter.bytesPerSecond
        return capabilities
    }
}
