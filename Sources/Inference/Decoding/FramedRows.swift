/// Rows that are white outside of a window: what the first picture of a GIF leaves of its screen is clear, but libvips
/// makes it black unless the picture has clear pixels itself.
struct FramedRows<Rows: PixelRows & ~Copyable>: PixelRows, ~Copyable {
    private var rows: Rows
    private let window: CropWindow
    private var row = 0
    private let white: [UInt8]

    /// - Parameter window: in pixels of the rows, of which it may be larger.
    init(_ rows: consuming Rows, _ window: CropWindow) {
        white = [UInt8](repeating: 255, count: rows.wholeWidth * 3)
        self.window = window
        self.rows = rows
    }

    var count: Int { rows.count }
    var columns: Range<Int> { rows.columns }
    var wholeWidth: Int { rows.wholeWidth }

    mutating func next(_ body: (UnsafePointer<UInt8>) -> Void) throws(InferenceError) {
        let width = rows.wholeWidth
        let inside = min(window.left, width) * 3..<min(window.left + window.width, width) * 3
        let isInside = row >= window.top && row < window.top + window.height
        let isWhole = isInside && inside.count == width * 3
        row += 1
        var painted = white
        try rows.next { pixels in
            guard !isWhole else { return body(pixels) }
            if isInside { for place in inside { painted[place] = pixels[place] } }
            painted.withUnsafeBufferPointer { if let base = $0.baseAddress { body(base) } }
        }
    }

    mutating func finish() throws(InferenceError) { try rows.finish() }
}
