import CVips

/// A libvips image's rows, computed some at a time on the calling thread.
struct VipsRows: PixelRows, ~Copyable {
    private let picture: VipsPicture
    private let region: OpaquePointer
    private let deadline: Deadline
    private var row = 0
    /// Rows that the region holds.
    private var held = 0..<0
    let count: Int
    let wholeWidth: Int

    var columns: Range<Int> { 0..<wholeWidth }

    /// Rows at a time: as many as libvips' own loops take (vips_thumbnail's line cache).
    private static let strip = 16

    /// - Parameter picture: with three 8-bit bands.
    /// - Throws: `UNREADABLE_IMAGE`.
    init(_ picture: consuming VipsPicture, _ deadline: Deadline) throws(InferenceError) {
        guard let region = cvips_region(picture.handle) else { throw picture.unreadable() }
        self.region = region
        self.deadline = deadline
        count = picture.height
        wholeWidth = picture.width
        self.picture = picture
    }

    deinit { cvips_region_free(region) }

    mutating func next(_ body: (UnsafePointer<UInt8>) -> Void) throws(InferenceError) {
        if !held.contains(row) {
            guard !deadline.isOver else { throw deadline.error(picture.header) }
            let end = min(count, row + Self.strip)
            guard cvips_region_compute(region, Int32(row), Int32(end - row)) == 0 else { throw picture.unreadable() }
            held = row..<end
        }
        body(cvips_region_row(region, Int32(row)))
        row += 1
    }

    func finish() {}
}
