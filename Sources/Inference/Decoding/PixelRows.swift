/// A picture's rows as they are stored, decoded one after another from the top: no more than a few are held at once.
///
/// Belongs to one thread. Its rows may have fewer columns than the picture and be smaller than it by `eighths`.
protocol PixelRows: ~Copyable {
    /// Rows that come.
    var count: Int { get }
    /// The columns that come, counted in pixels of the reduced picture.
    var columns: Range<Int> { get }
    /// Columns of the whole reduced picture.
    var wholeWidth: Int { get }

    /// Decodes the next row: three bytes a pixel, valid during the call.
    ///
    /// - Throws: `UNREADABLE_IMAGE`, `IMAGE_TOO_LARGE` (time).
    mutating func next(_ body: (UnsafePointer<UInt8>) -> Void) throws(InferenceError)

    /// Makes sure that the picture's data was whole. After the last row.
    ///
    /// - Throws: `UNREADABLE_IMAGE`.
    mutating func finish() throws(InferenceError)
}
