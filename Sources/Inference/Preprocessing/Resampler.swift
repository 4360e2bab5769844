/// Resizes RGB pixels, first along the rows, then along the columns, with eight bits between, as Pillow does.
enum Resampler {
    /// - Parameters:
    ///   - size: what the whole image becomes, in pixels.
    ///   - crop: the part of it that is wanted; nothing else is computed.
    static func resize(_ image: PixelImage, to size: PixelSize, crop: CropWindow) -> PixelImage {
        let across = ResampleWeights(input: image.width, output: size.width, range: crop.columns)
        let down = ResampleWeights(input: image.height, output: size.height, range: crop.rows)
        let rows = down.span
        let narrow = image.rgb.withUnsafeBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: rows.count * crop.width * 3) { target, count in
                for row in rows {
                    resizeRow(
                        source.baseAddress! + row * image.width * 3, across,
                        target.baseAddress! + (row - rows.lowerBound) * crop.width * 3)
                }
                count = rows.count * crop.width * 3
            }
        }
        let small = narrow.withUnsafeBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: crop.height * crop.width * 3) { target, count in
                resizeColumns(source, rowBytes: crop.width * 3, firstRow: rows.lowerBound, down, into: target)
                count = crop.height * crop.width * 3
            }
        }
        return PixelImage(width: crop.width, height: crop.height, rgb: small)
    }

    private static let half: Int32 = 1 << (ResampleWeights.precision - 1)

    private static func resizeRow(
        _ source: UnsafePointer<UInt8>, _ axis: ResampleWeights, _ target: UnsafeMutablePointer<UInt8>
    ) {
        axis.weights.withUnsafeBufferPointer { weights in
            for column in axis.starts.indices {
                var pixel = source + axis.starts[column] * 3
                var (red, green, blue) = (half, half, half)
                let first = column * axis.stride
                for place in first..<first + axis.counts[column] {
                    let weight = weights[place]
                    red &+= weight &* Int32(pixel[0])
                    green &+= weight &* Int32(pixel[1])
                    blue &+= weight &* Int32(pixel[2])
                    pixel += 3
                }
                target[column * 3] = sample(red)
                target[column * 3 + 1] = sample(green)
                target[column * 3 + 2] = sample(blue)
            }
        }
    }

    /// Adds whole rows, so that the inner loop runs over neighbouring bytes.
    private static func resizeColumns(
        _ source: UnsafeBufferPointer<UInt8>, rowBytes: Int, firstRow: Int, _ axis: ResampleWeights,
        into target: UnsafeMutableBufferPointer<UInt8>
    ) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: rowBytes) { sums in
            for row in axis.starts.indices {
                sums.initialize(repeating: half)
                for tap in 0..<axis.counts[row] {
                    let weight = axis.weights[row * axis.stride + tap]
                    let line = source.baseAddress! + (axis.starts[row] + tap - firstRow) * rowBytes
                    for place in 0..<rowBytes {
                        sums[place] &+= weight &* Int32(line[place])
                    }
                }
                for place in 0..<rowBytes {
                    target[row * rowBytes + place] = sample(sums[place])
                }
            }
        }
    }

    private static func sample(_ sum: Int32) -> UInt8 {
        UInt8(clamping: sum >> ResampleWeights.precision)
    }
}
