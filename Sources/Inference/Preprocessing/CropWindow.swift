/// A part of an image, in pixels.
package struct CropWindow: Sendable, Equatable {
    package let left: Int
    package let top: Int
    package let width: Int
    package let height: Int

    var columns: Range<Int> { left..<left + width }
    var rows: Range<Int> { top..<top + height }

    static func whole(_ size: PixelSize) -> CropWindow {
        CropWindow(left: 0, top: 0, width: size.width, height: size.height)
    }

    /// The middle; an odd rest goes to the even side, as torchvision's `center_crop` rounds.
    static func centre(width: Int, height: Int, of size: PixelSize) -> CropWindow {
        func start(_ whole: Int, _ part: Int) -> Int {
            Int((Double(whole - part) / 2).rounded(.toNearestOrEven))
        }
        return CropWindow(
            left: start(size.width, width), top: start(size.height, height), width: width, height: height)
    }
}
