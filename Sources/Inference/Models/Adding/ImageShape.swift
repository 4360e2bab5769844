/// What the four dimensions of an image model's input can mean.
enum ImageShape {
    /// The layouts in which the channels are three.
    ///
    /// A three that stands in one of the two places is the channels; in both places, or where both are open, it could
    /// be either.
    static func layouts(_ dimensions: [Int?]) -> [ModelInput.Layout] {
        guard dimensions.count == 4 else { return [] }
        let (first, last) = (dimensions[1], dimensions[3])
        switch (first == 3, last == 3) {
        case (true, false): return [.nchw]
        case (false, true): return [.nhwc]
        case (true, true): return [.nchw, .nhwc]
        case (false, false): return (first == nil ? [.nchw] : []) + (last == nil ? [.nhwc] : [])
        }
    }

    /// Pixels; nil where the model leaves them open.
    static func size(_ dimensions: [Int?], _ layout: ModelInput.Layout) -> (width: Int?, height: Int?) {
        switch layout {
        case .nchw: (dimensions[3], dimensions[2])
        case .nhwc: (dimensions[2], dimensions[1])
        }
    }
}
