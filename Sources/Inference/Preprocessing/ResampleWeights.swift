/// How much each input sample adds to each output sample along one axis.
///
/// Bilinear with antialiasing: a triangle whose support grows with the shrink factor, in fixed point with 22 bits
/// behind the point. Gives the same bytes as Pillow's `Image.resize(..., BILINEAR)` (`src/libImaging/Resample.c`).
struct ResampleWeights {
    /// 32 bits less 8 of a sample and 2 for overshoot.
    static let precision: Int32 = 22

    /// First input sample of each output sample.
    let starts: [Int]
    /// Input samples of each output sample.
    let counts: [Int]
    /// `stride` weights an output sample, of which the first `counts` are set.
    let weights: [Int32]
    let stride: Int

    /// - Parameters:
    ///   - input: samples of the whole input.
    ///   - extent: how many samples wide the picture really is: a reduced JPEG's last sample may stand for less than
    ///     a whole one. Default: all of them.
    ///   - output: samples that the whole input becomes.
    ///   - range: the output samples that are wanted.
    init(input: Int, extent: Double? = nil, output: Int, range: Range<Int>) {
        let scale = (extent ?? Double(input)) / Double(output)
        let support = max(scale, 1)
        stride = Int(support.rounded(.up)) * 2 + 1
        var starts: [Int] = []
        var counts: [Int] = []
        var weights = [Int32](repeating: 0, count: range.count * stride)
        for (row, sample) in range.enumerated() {
            let centre = (Double(sample) + 0.5) * scale
            let first = max(0, Int(centre - support + 0.5))
            let last = min(input, Int(centre + support + 0.5))
            func triangle(_ place: Int) -> Double { max(0, 1 - abs((Double(place) - centre + 0.5) / support)) }
            var sum = 0.0
            for place in first..<last { sum += triangle(place) }
            for place in first..<last {
                weights[row * stride + place - first] = Int32(
                    0.5 + triangle(place) / sum * Double(1 << Self.precision))
            }
            starts.append(first)
            counts.append(last - first)
        }
        self.starts = starts
        self.counts = counts
        self.weights = weights
    }

    /// The input samples that any output sample needs.
    var span: Range<Int> {
        guard let first = starts.first, let start = starts.last, let count = counts.last else { return 0..<0 }
        return first..<start + count
    }
}
