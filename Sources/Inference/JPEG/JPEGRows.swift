import CJPEG

/// A JPEG's rows, decoded by libjpeg-turbo one at a time; borrows the file's bytes and belongs to one thread.
///
/// libjpeg-turbo keeps no state outside of a decoder, so any number of threads may each use one.
/// https://libjpeg-turbo.org/Documentation/Documentation
struct JPEGRows: PixelRows, ~Copyable {
    private let file: JPEGFile
    private let row: UnsafeMutablePointer<UInt8>
    private let plan: PreparationPlan
    let columns: Range<Int>
    let count: Int

    var wholeWidth: Int { plan.reduced.width }

    /// Columns beside the crop that the decoder gets to see: it guesses colours beyond the edge of what it decodes.
    private static let margin = 2

    /// Starts decoding.
    ///
    /// - Throws: `UNREADABLE_IMAGE`, `UNSUPPORTED_IMAGE`, `IMAGE_TOO_LARGE` (time).
    init(_ file: consuming JPEGFile, _ plan: PreparationPlan) throws(InferenceError) {
        let span = plan.across.span
        var left = Int32(max(0, span.lowerBound - Self.margin))
        var width = Int32(min(plan.reduced.width, span.upperBound + Self.margin)) - left
        var rows: Int32 = 0
        let status = cjpeg_start(file.reader, Int32(plan.eighths), &left, &width, &rows)
        guard status == CJPEGDone.rawValue else { throw file.error(status) }
        columns = Int(left)..<Int(left + width)
        count = Int(rows)
        self.plan = plan
        row = .allocate(capacity: Int(width) * 3)
        self.file = file
    }

    deinit {
        row.deallocate()
    }

    mutating func next(_ body: (UnsafePointer<UInt8>) -> Void) throws(InferenceError) {
        let status = cjpeg_read_row(file.reader, row)
        guard status == CJPEGDone.rawValue else { throw file.error(status) }
        body(row)
    }

    mutating func finish() throws(InferenceError) {
        let status = cjpeg_finish(file.reader)
        guard status == CJPEGDone.rawValue else { throw file.error(status) }
    }
}
