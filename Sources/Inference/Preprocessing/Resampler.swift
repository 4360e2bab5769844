/// Resizes RGB pixels, first along the rows, then along the columns, with eight bits between, as Pillow does.
enum Resampler {
    /// Decodes a picture and resizes it along its rows as they come.
    ///
    /// - Throws: what the rows throw.
    static func narrow(
        _ rows: inout some PixelRows & ~Copyable, _ plan: PreparationPlan, profile: [UInt8]? = nil
    ) throws(InferenceError) -> NarrowImage {
        let across = plan.across
        let wanted = plan.down.span
        let rowBytes = plan.storedCrop.width * 3
        let skipped = rows.columns.lowerBound
        precondition(across.span.lowerBound >= skipped && across.span.upperBound <= rows.columns.upperBound)
        var spent = Duration.zero
        var failure: InferenceError?
        let bytes = wanted.count * rowBytes
        let narrow = [UInt8](unsafeUninitializedCapacity: bytes) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            do throws(InferenceError) {
                for row in 0..<rows.count {
                    try rows.next { pixels in
                        guard wanted.contains(row) else { return }
                        let start = ContinuousClock.now
                        resizeRow(pixels - skipped * 3, across, base + (row - wanted.lowerBound) * rowBytes)
                        spent += ContinuousClock.now - start
                    }
                }
                try rows.finish()
                count = bytes
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return NarrowImage(plan: plan, rgb: narrow, profile: profile, resizeMilliseconds: spent / .milliseconds(1))
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
    ///
    /// - Parameter source: the rows of `axis.span`.
    static func resizeColumns(
        _ source: UnsafeBufferPointer<UInt8>, _ axis: ResampleWeights, rowBytes: Int,
        _ target: UnsafeMutablePointer<UInt8>
    ) {
        let firstRow = axis.span.lowerBound
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
