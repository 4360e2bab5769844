/// What the terminal is asked about pixels, and what its answers mean: never its name.
struct GraphicsSurvey: Sendable {
    /// Who reads what is written.
    enum Road: Sendable, Equatable {
        case terminal
        /// tmux, which answers for itself and hands wrapped sequences on if it is told to (`allow-passthrough`).
        case tmux
        /// GNU screen and the like, which show what they don't understand.
        case closed
    }

    /// How pictures come onto the screen.
    enum Method: Sendable, Equatable {
        /// kitty's images, shown and removed by number.
        case kitty
        /// kitty's images below placeholders: the only pictures that tmux moves and removes with its text.
        case placeholders
        /// Sixel and iTerm2: drawn onto the cells, and gone when these are drawn anew.
        case cells
    }

    /// Images that exist for the length of a question only.
    private static let askedImage = 31
    private static let askedVirtual = 32
    private static let pixel = "AAAA"

    let road: Road
    let wish: GraphicsWish
    private var hasKitty = false
    private var hasPlaceholders = false
    private var hasSixel = false
    private var hasITerm2 = false
    /// The last question is answered: what has not been answered by now is not known to the terminal.
    private(set) var isComplete = false
    private(set) var cell: PixelExtent?
    private(set) var limit: PixelExtent?

    init(environment: [String: String], wish: GraphicsWish) {
        self.wish = wish
        let type = environment["TERM"] ?? ""
        if environment["TMUX"] != nil || type.hasPrefix("tmux") {
            road = .tmux
        } else {
            // Over a connection from within tmux or screen only the description is left to tell.
            road = environment["STY"] != nil || type.hasPrefix("screen") ? .closed : .terminal
        }
    }

    /// Everything that is asked at the start; the last question is one that every terminal answers.
    var questions: [UInt8] {
        guard road != .closed else { return [] }
        let attributes = Array("\u{1B}[c".utf8)
        guard wish != .cells, wish != .ascii else { return attributes }
        let cellSize = Array("\u{1B}[16t\u{1B}[14t".utf8)
        switch road {
        case .closed: return []
        case .tmux: return handedThrough + cellSize + attributes
        case .terminal:
            return KittyCommands.command("a=q,t=d,f=24,s=1,v=1,i=\(Self.askedImage)", payload: Self.pixel)
                + Array("\u{1B}]1337;Capabilities\u{7}\u{1B}]1337;ReportCellSize\u{7}".utf8)
                + Array("\u{1B}[?2;1;0S".utf8) + cellSize + attributes
        }
    }

    /// Only terminals that know placeholders refuse a virtual placement that refers to another; the others would show
    /// letters instead of a picture.
    private var handedThrough: [UInt8] {
        let asked = [
            KittyCommands.command("a=t,f=24,s=1,v=1,i=\(Self.askedVirtual),q=2", payload: Self.pixel),
            KittyCommands.command("a=p,U=1,i=\(Self.askedVirtual),P=\(Self.askedVirtual),Q=1"),
            KittyCommands.forget(image: Self.askedVirtual),
        ]
        return asked.flatMap(Passthrough.tmux)
    }

    /// tmux drops what it should hand through while it has its pane to draw anew, as after the switch to the other
    /// screen that comes right before the first questions.
    var questionsOnceMore: [UInt8] {
        road == .tmux && wish == .auto && !hasPlaceholders ? handedThrough : []
    }

    /// - Parameter size: of the screen, in cells.
    mutating func take(_ reply: TerminalReply, size: Size) {
        switch reply {
        case .attributes(let numbers):
            isComplete = true
            hasSixel = numbers.contains(4)
        case .cell(let extent): cell = extent
        case .window(let extent):
            guard cell == nil, size.rows > 0, size.columns > 0 else { return }
            windowTold(extent, size)
        case .sixelLimit(let extent): limit = extent
        case .kitty(Self.askedImage, let message): hasKitty = message == "OK"
        case .kitty(Self.askedVirtual, let message): hasPlaceholders = message.hasPrefix("EINVAL")
        case .iterm2Features(let features): hasITerm2 = hasITerm2 || Self.letters(features).contains("F")
        case .iterm2Cell(let extent):
            hasITerm2 = true
            cell = cell ?? extent
        case .kitty, .ready, .background: break
        }
    }

    /// The kernel's idea of the window, or the terminal's, in pixels.
    mutating func windowTold(_ extent: PixelExtent, _ size: Size) {
        let told = PixelExtent(width: extent.width / max(1, size.columns), height: extent.height / max(1, size.rows))
        if told.width > 1, told.height > 1 { cell = told }
    }

    /// nil while nothing is known, and where there is nothing.
    var graphics: GraphicsProtocol? {
        if wish == .cells || wish == .ascii || road == .closed && wish == .auto { return nil }
        if let forced = wish.forced { return forced }
        guard isComplete else { return nil }
        if road == .tmux ? hasPlaceholders : hasKitty { return .kitty }
        // tmux forgets these pictures when it shows another window.
        if hasITerm2, road == .terminal { return .iterm2 }
        // A picture that is larger than its place would leave traces.
        return hasSixel && cell != nil ? .sixel : nil
    }

    var method: Method? {
        graphics.map { $0 == .kitty ? (road == .tmux ? .placeholders : .kitty) : .cells }
    }

    /// Of a cell, for whoever draws: on the safe side where a forced protocol has no size to go by.
    var drawnCell: PixelExtent? { cell ?? (graphics == .sixel ? .smallCell : nil) }

    /// iTerm2 writes its features as a capital, small letters and digits: `T3LrMF`.
    private static func letters(_ features: String) -> [String] {
        var names: [String] = []
        for character in features {
            if character.isUppercase {
                names.append(String(character))
            } else if character.isLowercase, !names.isEmpty {
                names[names.count - 1].append(character)
            }
        }
        return names
    }
}
