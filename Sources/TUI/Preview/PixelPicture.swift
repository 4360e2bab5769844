import Synchronization

/// A picture in pixels, as a terminal takes it, that covers some cells.
package final class PixelPicture: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        /// For kitty's protocol, which the terminal layer speaks: 3 bytes a pixel, rows from the top.
        case pixels(PixelExtent, rgb: [UInt8])
        /// For sixel and iTerm2: what is sent when the cursor stands in the upper left cell.
        case sequence([UInt8])
    }

    private static let count = Atomic<Int>(0)

    /// Tells pictures apart, also after they are gone.
    package let number: Int
    /// Cells that it covers.
    package let size: Size
    package let content: Content

    package init(size: Size, content: Content) {
        number = Self.count.add(1, ordering: .relaxed).newValue
        self.size = size
        self.content = content
    }

    package static func == (left: PixelPicture, right: PixelPicture) -> Bool { left === right }

    /// Bytes that it holds in memory.
    package var bytes: Int {
        switch content {
        case .pixels(_, let rgb): rgb.count
        case .sequence(let bytes): bytes.count
        }
    }
}
