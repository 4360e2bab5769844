import CNcurses
import Glibc

/// What the terminal says about itself.
extension ScreenSession {
    var now: Duration { bornAt.duration(to: clock.now) }

    /// Answers are waited for by nobody: they change what is shown whenever they come.
    func ask(environment: [String: String], base: TerminalCapabilities) {
        let survey = GraphicsSurvey(environment: environment, wish: options.graphics)
        var dialogue = TerminalDialogue(survey: survey, base: base, options: options)
        send(dialogue.begin(at: now))
        self.dialogue = dialogue
        measureCells()
        updateCapabilities(tells: false)
    }

    func takeReplies() {
        let size = screen?.size ?? Size(rows: 0, columns: 0)
        for reply in keys.takeReplies() {
            if let questions = dialogue?.take(reply, size: size, at: now) { send(questions) }
        }
        updateCapabilities(tells: true)
    }

    func updateCapabilities(tells: Bool) {
        guard let dialogue, dialogue.capabilities != capabilities else { return }
        capabilities = dialogue.capabilities
        screen?.drawPictures(by: capabilities.graphics == nil ? nil : dialogue.survey.method)
        if tells { events.yield(.capabilities(capabilities)) }
    }

    func measureCells() {
        guard let streams, let screen else { return }
        var width: Int32 = 0
        var height: Int32 = 0
        let isTold = nc_window_pixels(streams.output, &width, &height)
        let pixels = isTold ? PixelExtent(width: Int(width), height: Int(height)) : nil
        if let question = dialogue?.windowChanged(pixels, screen.size) { send(question) }
    }

    /// What is still to be answered would be typed into the shell.
    func awaitReplies() {
        let end = clock.now + TerminalDialogue.farewell
        while dialogue?.isWaiting(at: now) == true, clock.now < end, input >= 0 {
            var source = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            let left = clock.now.duration(to: end) / .milliseconds(1)
            guard poll(&source, 1, Int32(max(1, left))) > 0 else { continue }
            takeInput(hungUp: source.revents & Int16(POLLIN) == 0)
        }
    }
}
