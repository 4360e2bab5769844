import CResampler

/// Weights along the rows, in the form that the innermost loop takes them.
struct RowKernel {
    private let starts: [Int32]
    private let pairCounts: [Int32]
    private let pairs: [CResamplerPair]
    /// Pairs an output column.
    private let stride: Int
    /// Of a row that comes in.
    private let rowBytes: Int

    /// - Parameter columns: the columns that a row has, of those that the weights count from 0.
    init(_ axis: ResampleWeights, columns: Range<Int>) {
        let stride = (axis.stride + 1) / 2
        let low = Int32(CRESAMPLER_LOW_BITS)
        var pairs = [CResamplerPair](repeating: CResamplerPair(), count: axis.starts.count * stride)
        for column in axis.starts.indices {
            func halves(_ place: Int) -> (high: Int16, low: Int16) {
                guard place < axis.counts[column] else { return (0, 0) }
                let weight = axis.weights[column * axis.stride + place]
                return (Int16(weight >> low), Int16(weight & (1 << low - 1)))
            }
            for pair in 0..<(axis.counts[column] + 1) / 2 {
                let (first, second) = (halves(pair * 2), halves(pair * 2 + 1))
                pairs[column * stride + pair] = CResamplerPair(
                    high: (first.high, second.high), low: (first.low, second.low))
            }
        }
        self.pairs = pairs
        self.stride = stride
        starts = axis.starts.map { Int32($0 - columns.lowerBound) }
        pairCounts = axis.counts.map { Int32(($0 + 1) / 2) }
        rowBytes = columns.count * 3
    }

    /// Resizes one row.
    ///
    /// - Parameters:
    ///   - row: three bytes a pixel, as many pixels as `columns`.
    ///   - target: three bytes an output column.
    func resize(_ row: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) {
        starts.withUnsafeBufferPointer { starts in
            pairCounts.withUnsafeBufferPointer { counts in
                pairs.withUnsafeBufferPointer { pairs in
                    cresampler_row(
                        row, rowBytes, starts.baseAddress, counts.baseAddress, pairs.baseAddress, stride, starts.count,
                        target)
                }
            }
        }
    }
}
