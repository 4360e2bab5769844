/// Pixels to the bytes of a model's input tensor, by the rules of its manifest alone.
struct Preprocessor: Sendable {
    private let input: ModelInput
    private let resize: ResizeRule
    private let writer: TensorWriter

    init(_ image: ImageInput) {
        input = image.tensor
        resize = image.resize
        writer = TensorWriter(image)
    }

    /// Pixels of the shorter side before the crop.
    var shorterSide: Int { resize.size }

    /// The tensor of `ModelInput.shape`, in this machine's byte order. Blocks for a millisecond.
    func tensor(of image: PixelImage) -> [UInt8] {
        let size = resize.size(width: image.width, height: image.height)
        let crop = CropWindow.centre(width: input.width, height: input.height, of: size)
        return writer.bytes(of: Resampler.resize(image, to: size, crop: crop))
    }
}
