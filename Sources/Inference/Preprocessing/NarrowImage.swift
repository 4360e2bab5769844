/// A picture on its way to a tensor: resized along its rows, not yet along its columns, and not yet turned.
///
/// This is all that is held of a picture: `rows` x `crop width` pixels, whatever its size in the file.
struct NarrowImage: Sendable {
    let plan: PreparationPlan
    /// Weights along the columns: `plan.down`.
    let down: ResampleWeights
    /// Three bytes a pixel, `plan.storedCrop.width` pixels a row, the rows that `down` needs.
    let rgb: [UInt8]
    /// An embedded RGB profile that is not sRGB: applied to the pixels that are left in the end. nil: none.
    let profile: [UInt8]?
    /// Milliseconds of the resize along the rows; belongs to `preprocessing`, though it runs between decoded rows.
    let resizeMilliseconds: Double

    /// Resizes along the columns and turns upright.
    ///
    /// - Parameters:
    ///   - order: where red, green and blue go in a pixel.
    ///   - target: `[crop height, crop width, 3]` bytes.
    func write(order: [Int] = [0, 1, 2], to target: UnsafeMutableBufferPointer<UInt8>) {
        let crop = plan.storedCrop
        precondition(target.count == crop.width * crop.height * 3, "\(target.count) bytes for \(crop)")
        guard let base = target.baseAddress else { return }
        let colours = profile.flatMap(ColourTransforms.shared.transform)
        if plan.orientation == .upright, order == [0, 1, 2] {
            resizeColumns(into: base)
            colours?.convert(target)
        } else {
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: target.count) { pixels in
                if let start = pixels.baseAddress { resizeColumns(into: start) }
                colours?.convert(pixels)
                place(UnsafeBufferPointer(pixels), order, in: base)
            }
        }
    }

    /// The finished picture, upright, red first.
    var image: PixelImage {
        let size = plan.crop.width * plan.crop.height * 3
        let rgb = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            write(to: UnsafeMutableBufferPointer(rebasing: buffer[..<size]))
            count = size
        }
        return PixelImage(width: plan.crop.width, height: plan.crop.height, rgb: rgb)
    }

    private func resizeColumns(into target: UnsafeMutablePointer<UInt8>) {
        rgb.withUnsafeBufferPointer {
            Resampler.resizeColumns($0, down, rowBytes: plan.storedCrop.width * 3, target)
        }
    }

    /// Puts stored pixels where they belong in the upright picture.
    private func place(
        _ stored: UnsafeBufferPointer<UInt8>, _ order: [Int], in target: UnsafeMutablePointer<UInt8>
    ) {
        let crop = plan.storedCrop
        let turn = plan.orientation
        let (red, green, blue) = (order[0], order[1], order[2])
        var source = 0
        for row in 0..<crop.height {
            let down = turn.reversesRows ? crop.height - 1 - row : row
            for column in 0..<crop.width {
                let across = turn.reversesColumns ? crop.width - 1 - column : column
                let pixel = turn.swapsSides ? across * plan.crop.width + down : down * plan.crop.width + across
                target[pixel * 3 + red] = stored[source]
                target[pixel * 3 + green] = stored[source + 1]
                target[pixel * 3 + blue] = stored[source + 2]
                source += 3
            }
        }
    }
}
