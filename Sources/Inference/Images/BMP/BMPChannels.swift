/// Where red, green, blue and alpha lie in a pixel of 16 or 32 bits.
struct BMPChannels: Equatable {
    private let red: BMPChannel
    private let green: BMPChannel
    private let blue: BMPChannel
    /// Nil where the masks name no alpha.
    private let alpha: BMPChannel?

    /// What 16 bits a pixel mean without masks.
    static let fiveBitsEach = BMPChannels(
        red: BMPChannel(shift: 10, bits: 5), green: BMPChannel(shift: 5, bits: 5), blue: BMPChannel(shift: 0, bits: 5),
        alpha: nil)

    private init(red: BMPChannel, green: BMPChannel, blue: BMPChannel, alpha: BMPChannel?) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// - Parameter masks: red, green, blue and, where the header has it, alpha.
    /// - Throws: `UNREADABLE_IMAGE` where a mask has gaps or more bits than a pixel.
    init(_ masks: [UInt32], bitsPerPixel: Int) throws(InferenceError) {
        var channels: [BMPChannel] = []
        for mask in masks {
            guard let channel = BMPChannel(mask: mask, bitsPerPixel: bitsPerPixel) else {
                throw .damaged(.bmp, "a channel mask of 0x\(String(mask, radix: 16)) for \(bitsPerPixel) bits a pixel")
            }
            channels.append(channel)
        }
        self.init(
            red: channels[0], green: channels[1], blue: channels[2],
            alpha: masks.count > 3 && masks[3] != 0 ? channels[3] : nil)
    }

    /// The same colours without regard to alpha.
    var opaque: BMPChannels { BMPChannels(red: red, green: green, blue: blue, alpha: nil) }

    /// Whether alpha is named and is 0 in every pixel of a row.
    func isTransparent(_ source: UnsafeRawBufferPointer, bytesPerPixel: Int) -> Bool {
        guard let alpha else { return false }
        return stride(from: 0, to: source.count, by: bytesPerPixel).allSatisfy { start in
            alpha.value(in: Self.pixel(source, at: start, bytes: bytesPerPixel)) == 0
        }
    }

    /// Writes one row.
    ///
    /// - Parameters:
    ///   - source: `width * bytesPerPixel` bytes.
    ///   - target: `width * 3` bytes.
    func write(
        _ source: UnsafeRawBufferPointer, to target: UnsafeMutableBufferPointer<UInt8>, width: Int, bytesPerPixel: Int
    ) {
        for x in 0..<width {
            let pixel = Self.pixel(source, at: x * bytesPerPixel, bytes: bytesPerPixel)
            let opacity = alpha.map { $0.value(in: pixel) } ?? 255
            for (place, channel) in [red, green, blue].enumerated() {
                let onWhite = channel.value(in: pixel) * opacity + 255 * (255 - opacity)
                target[x * 3 + place] = UInt8((onWhite + 127) / 255)
            }
        }
    }

    private static func pixel(_ source: UnsafeRawBufferPointer, at start: Int, bytes: Int) -> UInt32 {
        (0..<bytes).reduce(0) { $0 | UInt32(source[start + $1]) << UInt32($1 * 8) }
    }
}
