import CNcurses

/// The screen as ncurses knows it, for one thread only (ncurses has no locks: curs_threads(3x)).
final class CursesScreen {
    private let palette: ColorPalette
    private let unicode: Bool
    private var pairs: ColorPairs
    private var shown: Frame?
    private var cursor: Position?
    private var painter: PicturePainter?
    /// Sends around ncurses, while that has nothing unsent.
    private let send: ([UInt8]) -> Void
    /// About as many bytes as ncurses has been given to send for the last frame.
    private var cellBytes = 0

    /// Expects an opened terminal.
    init(palette: ColorPalette, unicode: Bool, send: @escaping ([UInt8]) -> Void) {
        self.send = send
        let hasColors = palette != .none && nc_start_colors()
        self.palette = hasColors ? palette : .none
        self.unicode = unicode
        pairs = ColorPairs(limit: hasColors ? Int(nc_pair_count()) : 1)
    }

    /// As the C library, and with it ncurses, counts in the thread's locale; -1 for scalars it does not know.
    static func cellsInC(_ scalar: UInt32) -> Int { Int(nc_cell_width(scalar)) }

    var size: Size { Size(rows: Int(nc_rows()), columns: Int(nc_columns())) }

    /// Sends what differs from the frame before.
    /// - Returns: about as many bytes as were sent.
    func draw(_ frame: Frame, cursor: Position?) -> Int {
        cellBytes = 0
        let plan = planPictures(of: frame)
        send(plan.before)
        for rows in plan.damaged { nc_forget_rows(Int32(rows.lowerBound), Int32(rows.count)) }
        if !paint(frame, changesFrom: shown, lastResort: nil) {
            // All colour pairs are taken by earlier frames: this one starts with an empty table, in which there is
            // room.
            nc_reset_pairs()
            pairs.forgetAll()
            _ = paint(frame, changesFrom: nil, lastResort: 0)
        }
        let size = size
        self.cursor = cursor.flatMap { (0..<size.rows ~= $0.row && 0..<size.columns ~= $0.column) ? $0 : nil }
        show()
        // The screen may have been cleared for new colours, and pictures with it.
        let after = pairs.isFresh ? repaintedPictures(of: frame) : plan.after
        sendPictures(after)
        pairs.isFresh = false
        shown = frame
        return plan.before.count + cellBytes + after.count
    }

    /// From now on pictures are drawn this way; nil takes them away.
    func drawPictures(by method: GraphicsSurvey.Method?) {
        guard method != painter?.method else { return }
        if painter != nil { forget() }
        painter = method.map { PicturePainter(method: $0) }
    }

    /// Makes the next frame be sent whole.
    func forget() {
        shown = nil
        forgetPictures()
        nc_forget_screen()
    }

    /// Frees the terminal of the pictures that it holds.
    func forgetPictures() {
        send(painter?.forget() ?? [])
        nc_guard_pictures([], 0)
    }

    func redraw() {
        forgetPictures()
        nc_forget_screen()
        show()
        if let shown { sendPictures(repaintedPictures(of: shown)) }
    }

    private func planPictures(of frame: Frame) -> PicturePainter.Plan {
        let size = size
        let fitting = frame.pictures.filter {
            $0.rows.upperBound <= size.rows && $0.columns.upperBound <= size.columns
        }
        return painter?.plan(fitting) { PictureDamage.touches($0, frame, changesFrom: shown) } ?? .init()
    }

    private func repaintedPictures(of frame: Frame) -> [UInt8] {
        guard let removal = painter?.forget() else { return [] }
        return removal + planPictures(of: frame).after
    }

    private func sendPictures(_ bytes: [UInt8]) {
        guard let painter else { return }
        // The cursor and its colours stay as ncurses knows them.
        if !bytes.isEmpty { send([0x1B, 0x37] + bytes + [0x1B, 0x38]) }
        let removal = painter.removal
        nc_guard_pictures(removal, Int32(clamping: removal.count))
    }

    func resize(to size: Size) {
        nc_resize(Int32(clamping: size.rows), Int32(clamping: size.columns))
        forget()
    }

    /// Puts the changed cells; a frame of another size is clipped or surrounded by blanks.
    /// - Parameter lastResort: the pair for colours beyond what the terminal can hold at once.
    /// - Returns: false when there was no pair left, nor a last resort.
    private func paint(_ frame: Frame, changesFrom before: Frame?, lastResort: Int32?) -> Bool {
        let size = size
        let before = before?.size == frame.size ? before : nil
        let columns = frame.size.columns
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                guard row < frame.size.rows, column < columns else {
                    if before == nil { put(.blank, row: row, column: column, pair: 0) }
                    continue
                }
                let cell = frame[row, column]
                // A wide glyph's neighbour is looked at as well: it decides whether the glyph fits.
                if let before, before[row, column] == cell,
                    column + 1 >= columns
                        || before[row, column + 1].glyph.isEmpty == frame[row, column + 1].glyph.isEmpty,
                    column == 0 || before[row, column - 1].glyph == frame[row, column - 1].glyph
                {
                    continue
                }
                guard let pair = pairNumber(for: cell.style) ?? lastResort else { return false }
                cellBytes += cell.glyph.utf8.count + (column > 0 && frame[row, column - 1].style == cell.style ? 0 : 20)
                let lastColumn = min(size.columns, columns) - 1
                let fitted = CellFit(frame: frame, row: row, column: column, lastColumn: lastColumn)
                switch fitted.shown(unicode: unicode, cellsInC: Self.cellsInC) {
                case .glyph(let glyph): put(Cell(glyph: glyph, style: cell.style), row: row, column: column, pair: pair)
                case .rightHalf: break
                }
            }
        }
        return true
    }

    private func show() {
        nc_show(Int32(cursor?.row ?? -1), Int32(cursor?.column ?? 0))
    }

    private func put(_ cell: Cell, row: Int, column: Int, pair: Int32) {
        let attributes = UInt32(cell.style.attributes.rawValue)
        if let byte = cell.glyph.utf8.first, cell.glyph.utf8.count == 1 {
            var scalar = UInt32(byte)
            nc_put(Int32(row), Int32(column), &scalar, 1, attributes, pair)
        } else {
            let scalars = cell.glyph.unicodeScalars.map(\.value)
            nc_put(Int32(row), Int32(column), scalars, Int32(scalars.count), attributes, pair)
        }
    }

    private func pairNumber(for style: Style) -> Int32? {
        guard palette != .none else { return 0 }
        let foreground = palette.number(of: style.foreground, as: .foreground)
        let background = palette.number(of: style.background, as: .background)
        switch pairs.number(foreground: foreground, background: background) {
        case .known(let number): return number
        case .new(let number):
            _ = nc_set_pair(number, foreground, background)
            return number
        case .exhausted: return nil
        }
    }
}
