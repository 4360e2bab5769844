/// How the stored rows of a picture must be turned to stand upright: EXIF's orientation (tag 0x0112), 1...8.
package enum ImageOrientation: Int, Sendable {
    case upright = 1
    case mirrored, upsideDown, flipped, transposed, turnedRight, transversed, turnedLeft

    /// Whether rows become columns.
    var swapsSides: Bool { rawValue >= 5 }

    /// Whether stored columns run against the upright picture's columns (or rows, where the sides swap).
    var reversesColumns: Bool {
        switch self {
        case .mirrored, .upsideDown, .transversed, .turnedLeft: true
        case .upright, .flipped, .transposed, .turnedRight: false
        }
    }

    /// Whether stored rows run against the upright picture's rows (or columns, where the sides swap).
    var reversesRows: Bool {
        switch self {
        case .upsideDown, .flipped, .turnedRight, .transversed: true
        case .upright, .mirrored, .transposed, .turnedLeft: false
        }
    }

    /// A size of the stored picture as one of the upright picture, or the other way round.
    func turn(_ size: PixelSize) -> PixelSize {
        swapsSides ? PixelSize(width: size.height, height: size.width) : size
    }

    /// The part of the stored picture that becomes `window` of the upright one.
    ///
    /// - Parameter upright: the size of the whole upright picture.
    func stored(_ window: CropWindow, of upright: PixelSize) -> CropWindow {
        let whole = turn(upright)
        let (left, top, width, height) =
            swapsSides
            ? (window.top, window.left, window.height, window.width)
            : (window.left, window.top, window.width, window.height)
        return CropWindow(
            left: reversesColumns ? whole.width - left - width : left,
            top: reversesRows ? whole.height - top - height : top, width: width, height: height)
    }
}
