/// Samples of 0...255 to the element type, the layout and the channel order of a model.
struct TensorWriter: Sendable {
    private let layout: ModelInput.Layout
    /// Where red, green and blue go.
    private let places: [Int]
    /// 256 values a colour, red, green, blue; nil: samples as they are.
    private let values: [[Float]]?

    init(_ image: ImageInput) {
        layout = image.tensor.layout
        places = image.channelOrder == .rgb ? [0, 1, 2] : [2, 1, 0]
        guard image.tensor.elementType == .f32 else {
            values = nil
            return
        }
        values = (0..<3).map { colour in
            let mean = image.mean?[colour] ?? 0
            let deviation = image.std?[colour] ?? 1
            return (0..<256).map { Float((Double($0) * (image.scale ?? 1) - mean) / deviation) }
        }
    }

    func bytes(of image: PixelImage) -> [UInt8] {
        guard let values else { return written(image, of: UInt8.self) { _, sample in sample } }
        let table = values.flatMap { $0 }
        return table.withUnsafeBufferPointer { table in
            written(image, of: Float.self) { colour, sample in table[colour << 8 | Int(sample)] }
        }
    }

    private func written<Element: BitwiseCopyable>(
        _ image: PixelImage, of type: Element.Type, value: (Int, UInt8) -> Element
    ) -> [UInt8] {
        let pixels = image.width * image.height
        let (pixelStep, colourStep) = layout == .nchw ? (1, pixels) : (3, 1)
        let bytes = pixels * 3 * MemoryLayout<Element>.stride
        return [UInt8](unsafeUninitializedCapacity: bytes) { buffer, count in
            // Array storage is aligned to 16 bytes.
            UnsafeMutableRawBufferPointer(buffer).withMemoryRebound(to: Element.self) { tensor in
                image.rgb.withUnsafeBufferPointer { samples in
                    for colour in 0..<3 {
                        let start = places[colour] * colourStep
                        for pixel in 0..<pixels {
                            tensor[start + pixel * pixelStep] = value(colour, samples[pixel * 3 + colour])
                        }
                    }
                }
            }
            count = bytes
        }
    }
}
