/// Resizes RGB pixels, first along the rows, then along the columns, with eight bits between, as Pillow does.
enum Resampler {
    /// Decodes a picture and resizes it along its rows as they come.
    ///
    /// - Throws: what the rows throw.
    static func narrow(
        _ rows: inout some PixelRows & ~Copyable, _ plan: PreparationPlan, profile: [UInt8]? = nil
    ) throws(InferenceError) -> NarrowImage {
        let across = plan.across
        let down = plan.down
        let wanted = down.span
        let rowBytes = plan.storedCrop.width * 3
        precondition(
            across.span.lowerBound >= rows.columns.lowerBound && across.span.upperBound <= rows.columns.upperBound)
        let kernel = RowKernel(across, columns: rows.columns)
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
                        kernel.resize(pixels, into: base + (row - wanted.lowerBound) * rowBytes)
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
        return NarrowImage(
            plan: plan, down: down, rgb: narrow, profile: profile, resizeMilliseconds: spent / .milliseconds(1))
    }

    private static let half: Int32 = 1 << (ResampleWeights.precision - 1)

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
