package import Foundation

/// Encoded image bytes to the samples of a model's input tensor, by the rules of its manifest alone.
package struct ImagePreparation: Sendable {
    private let target: ImageTarget
    private let colorProfile: ImageInput.ColorProfileRule
    /// Where red, green and blue go in a pixel of the tensor.
    private let order: [Int]
    /// Pixels that the shorter side becomes before the crop.
    package let shorterSide: Int
    /// Bytes of the tensor: u8 `[1,height,width,3]`.
    package let tensorBytes: Int

    package init(_ input: ImageInput) {
        target = ImageTarget(input)
        colorProfile = input.colorProfile
        order = input.channelOrder == .rgb ? [0, 1, 2] : [2, 1, 0]
        shorterSide = input.resize.size
        tensorBytes = input.tensor.width * input.tensor.height * 3
    }

    /// The first half, step `decoding`: reads the header, decodes, resizes along the rows.
    ///
    /// - Throws: as `ImageInspector.inspect` and `ImageDecoder.decode`, placed in the step.
    func decode(_ bytes: Data, limits: ImageLimits) throws(InferenceError) -> (header: ImageHeader, image: NarrowImage)
    {
        do throws(InferenceError) {
            let header = try ImageInspector.inspect(bytes, limits: limits)
            return (
                header,
                try ImageDecoder.decode(
                    bytes, header: header, target: target, limits: limits, colorProfile: colorProfile)
            )
        } catch {
            throw error.during(.decoding)
        }
    }

    /// The second half, step `preprocessing`: resizes along the columns, straight into the tensor.
    func write(_ image: NarrowImage, to tensor: UnsafeMutableBufferPointer<UInt8>) {
        image.write(order: order, to: tensor)
    }

    /// Both halves. Blocks: for a thread that may.
    ///
    /// - Parameter tensor: `tensorBytes` bytes.
    /// - Returns: the sizes on the way.
    /// - Throws: as `ImageInspector.inspect`; `UNREADABLE_IMAGE`, `UNSUPPORTED_IMAGE`, `IMAGE_TOO_LARGE`.
    @discardableResult
    package func prepare(
        _ bytes: Data, limits: ImageLimits = ImageLimits(), into tensor: UnsafeMutableBufferPointer<UInt8>
    ) throws(InferenceError) -> PreparationPlan {
        let image = try decode(bytes, limits: limits).image
        write(image, to: tensor)
        return image.plan
    }
}
