/// Neighbouring bits of a pixel that make one channel.
struct BMPChannel: Equatable {
    /// Bits below the channel.
    let shift: UInt32
    /// 0 to 32; a channel without bits is always 0.
    let bits: Int

    init(shift: UInt32, bits: Int) {
        self.shift = shift
        self.bits = bits
    }

    /// Nil where the mask has gaps or reaches past the pixel.
    init?(mask: UInt32, bitsPerPixel: Int) {
        guard mask != 0 else {
            self.init(shift: 0, bits: 0)
            return
        }
        let shift = mask.trailingZeroBitCount
        let bits = mask.nonzeroBitCount
        guard 32 - mask.leadingZeroBitCount == shift + bits, shift + bits <= bitsPerPixel else { return nil }
        self.init(shift: UInt32(shift), bits: bits)
    }

    /// 0 to 255, rounded down as Pillow does.
    func value(in pixel: UInt32) -> Int {
        guard bits > 0 else { return 0 }
        let most = (1 << bits) - 1
        return (Int(pixel >> shift) & most) * 255 / most
    }
}
