/// What size a picture shall have in the end.
enum ImageTarget: Sendable {
    /// A model's: resized by its rule, then cropped to its width and height.
    case crop(ResizeRule, width: Int, height: Int)
    /// As large as fits in a box, and never larger than it is.
    case fit(PixelSize)

    init(_ input: ImageInput) {
        self = .crop(input.resize, width: input.tensor.width, height: input.tensor.height)
    }

    /// How many pixels a side must keep, for each one that it becomes, before the exact filter: a JPEG's own reduction
    /// is a coarser filter, and only where at least this much is left does the result stay within 2/255 of the whole
    /// (docs/inference.md has the figures). A preview needs no more than it shows.
    private var reserve: Int {
        switch self {
        case .crop: 2
        case .fit: 1
        }
    }

    /// - Parameters:
    ///   - stored: the picture's size in the file.
    ///   - canReduce: whether its decoder can make it smaller by itself.
    func plan(stored: PixelSize, orientation: ImageOrientation, canReduce: Bool) -> PreparationPlan {
        let upright = orientation.turn(stored)
        let resized: PixelSize
        let crop: CropWindow
        switch self {
        case .crop(let rule, let width, let height):
            resized = rule.size(width: upright.width, height: upright.height)
            crop = .centre(width: width, height: height, of: resized)
        case .fit(let box):
            resized = Self.fitting(upright, box)
            crop = .whole(resized)
        }
        // Half, quarter and eighth have fast code in libjpeg-turbo; the sizes between cost more than the whole.
        let spare = min(upright.width / max(1, resized.width), upright.height / max(1, resized.height)) / reserve
        let eighths = canReduce ? [1, 2, 4].first { spare >= 8 / $0 } ?? 8 : 8
        return PreparationPlan(
            stored: stored, orientation: orientation, eighths: eighths, resized: resized, crop: crop)
    }

    private static func fitting(_ size: PixelSize, _ box: PixelSize) -> PixelSize {
        let scale = min(1, Double(box.width) / Double(size.width), Double(box.height) / Double(size.height))
        func side(_ pixels: Int) -> Int { max(1, Int((Double(pixels) * scale).rounded())) }
        return PixelSize(width: side(size.width), height: side(size.height))
    }
}
