/// The rows of a picture that is decoded already.
struct StoredRows: PixelRows, ~Copyable {
    private let image: PixelImage
    private var row = 0

    init(_ image: PixelImage) { self.image = image }

    var count: Int { image.height }
    var columns: Range<Int> { 0..<image.width }
    var wholeWidth: Int { image.width }

    mutating func next(_ body: (UnsafePointer<UInt8>) -> Void) throws(InferenceError) {
        image.rgb.withUnsafeBufferPointer { pixels in
            if let base = pixels.baseAddress, row < image.height { body(base + row * image.width * 3) }
        }
        row += 1
    }

    func finish() {}
}
