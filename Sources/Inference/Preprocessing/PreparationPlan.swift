/// What becomes of one picture between its file and a model's tensor: every size on the way.
package struct PreparationPlan: Sendable, Equatable {
    /// Pixels in the file.
    package let stored: PixelSize
    package let orientation: ImageOrientation
    /// A JPEG is decoded at this many eighths of its size: 1, 2, 4 or 8. Others: 8.
    package let eighths: Int
    /// The whole upright picture after the resize.
    package let resized: PixelSize
    /// The part of `resized` that the model sees.
    package let crop: CropWindow

    /// The whole upright picture before the resize.
    package var upright: PixelSize { orientation.turn(stored) }

    /// `resized` as the rows are stored.
    var storedResized: PixelSize { orientation.turn(resized) }

    /// `crop` as the rows are stored.
    var storedCrop: CropWindow { orientation.stored(crop, of: resized) }

    /// The picture's sides after the decoder's reduction, which rounds up.
    var reduced: PixelSize {
        PixelSize(width: (stored.width * eighths + 7) / 8, height: (stored.height * eighths + 7) / 8)
    }

    /// Weights along the rows.
    var across: ResampleWeights {
        ResampleWeights(
            input: reduced.width, extent: Double(stored.width * eighths) / 8, output: storedResized.width,
            range: storedCrop.columns)
    }

    /// Weights along the columns.
    var down: ResampleWeights {
        ResampleWeights(
            input: reduced.height, extent: Double(stored.height * eighths) / 8, output: storedResized.height,
            range: storedCrop.rows)
    }
}
