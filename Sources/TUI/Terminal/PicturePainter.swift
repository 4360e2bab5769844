/// What has to be sent so that the screen has the pictures of a frame, and no traces of others: a pure state machine.
struct PicturePainter: Sendable {
    struct Plan: Sendable, Equatable {
        /// Sent before the cells.
        var before: [UInt8] = []
        /// Rows of cells that have to be drawn anew, because a picture stood on them.
        var damaged: [Range<Int>] = []
        /// Sent after the cells.
        var after: [UInt8] = []
    }

    /// An image that the terminal holds.
    private struct Held: Sendable {
        var slot: Int
        var bytes: Int
        var usedAt: Int
    }

    /// Images and their bytes that a terminal is asked to hold: of kitty's, which can be shown again.
    private static let mostImages = 160
    private static let mostBytes = 32 << 20

    let method: GraphicsSurvey.Method
    /// The highest byte of all image numbers: another one for each dashboard in a terminal.
    private let session: Int
    private(set) var shown: [PlacedPicture] = []
    /// By `PixelPicture.number`.
    private var held: [Int: Held] = [:]
    private var clock = 0

    /// - Parameter session: 1...60.
    init(method: GraphicsSurvey.Method, session: Int = .random(in: 1...60)) {
        self.method = method
        self.session = session
    }

    /// - Parameter isTouched: whether the cells below a picture that stays are written to; asked only where that erases
    ///   it.
    mutating func plan(_ next: [PlacedPicture], isTouched: (PlacedPicture) -> Bool) -> Plan {
        clock += 1
        var plan = Plan()
        for old in shown where !next.contains(old) {
            if method != .kitty {
                plan.damaged.append(old.rows)
            } else if let held = held[old.picture.number],
                !next.contains(where: { $0.picture === old.picture })
            {
                plan.before += KittyCommands.remove(image: number(held.slot))
            }
        }
        for placed in next {
            let isThere = shown.contains(placed)
            if isThere, method == .kitty { continue }
            if isThere, !plan.damaged.contains(where: { $0.overlaps(placed.rows) }), !isTouched(placed) { continue }
            plan.after += draw(placed)
        }
        shown = next
        plan.before += evict()
        return plan
    }

    /// The screen has been cleared, or is about to be left: everything is taken back and sent again when it is wanted.
    mutating func forget() -> [UInt8] {
        let removal = removal
        shown = []
        held = [:]
        return removal
    }

    /// Frees the terminal of everything that it holds.
    var removal: [UInt8] {
        held.values.map(\.slot).sorted().flatMap { wrapped(KittyCommands.forget(image: number($0))) }
    }

    private mutating func draw(_ placed: PlacedPicture) -> [UInt8] {
        let size = placed.picture.size
        switch placed.picture.content {
        case .sequence(let bytes): return at(placed.row, placed.column) + bytes
        case .pixels(let extent, let rgb):
            let known = held[placed.picture.number]
            let slot = known?.slot ?? freeSlot()
            held[placed.picture.number] = Held(slot: slot, bytes: rgb.count, usedAt: clock)
            let image = number(slot)
            var bytes: [UInt8] = []
            if known == nil {
                for sequence in KittyCommands.transmit(extent, rgb: rgb, image: image) { bytes += wrapped(sequence) }
            }
            if method == .kitty {
                return bytes + at(placed.row, placed.column) + KittyCommands.place(image: image, size: size)
            }
            if known == nil { bytes += wrapped(KittyCommands.placeVirtually(image: image, size: size)) }
            for row in 0..<min(size.rows, KittyPlaceholders.mostRows) {
                bytes += at(placed.row + row, placed.column)
                bytes += KittyPlaceholders.row(row, columns: size.columns, image: image)
            }
            return bytes
        }
    }

    /// Frees the terminal of the images that were not shown for longest.
    private mutating func evict() -> [UInt8] {
        var bytes: [UInt8] = []
        let visible = Set(shown.map(\.picture.number))
        var total = held.values.reduce(0) { $0 + $1.bytes }
        while held.count > Self.mostImages || total > Self.mostBytes,
            let oldest = held.filter({ !visible.contains($0.key) }).min(by: { $0.value.usedAt < $1.value.usedAt })
        {
            held[oldest.key] = nil
            total -= oldest.value.bytes
            bytes += wrapped(KittyCommands.forget(image: number(oldest.value.slot)))
        }
        return bytes
    }

    /// The number of an image is its colour, where placeholders stand for it: of 256, without the first sixteen, which
    /// tmux writes in the older way (31 instead of 38;5;1).
    private func freeSlot() -> Int {
        let taken = Set(held.values.map(\.slot))
        return ((method == .placeholders ? 16 : 1)...255).first { !taken.contains($0) } ?? 255
    }

    private func number(_ slot: Int) -> Int { session << 24 | slot }

    private func wrapped(_ sequence: [UInt8]) -> [UInt8] {
        method == .placeholders ? Passthrough.tmux(sequence) : sequence
    }

    private func at(_ row: Int, _ column: Int) -> [UInt8] { Array("\u{1B}[\(row + 1);\(column + 1)H".utf8) }
}
