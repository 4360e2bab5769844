/// How an image of any size becomes one of the model's size.
package struct ResizeRule: Codable, Sendable, Equatable {
    package enum Rule: String, Codable, Sendable {
        /// The shorter side becomes `size`, the longer one keeps the proportions.
        case shorterSide = "shorter-side"
    }

    package enum Crop: String, Codable, Sendable {
        /// The model's width and height out of the middle.
        case center
    }

    package enum Filter: String, Codable, Sendable {
        /// A triangle as wide as the shrink factor: Pillow's and torchvision's antialiased bilinear.
        case bilinearAntialiased = "bilinear-antialiased"
    }

    package var rule: Rule
    /// Pixels of the shorter side.
    package var size: Int
    package var crop: Crop
    package var filter: Filter

    package init(rule: Rule, size: Int, crop: Crop, filter: Filter) {
        self.rule = rule
        self.size = size
        self.crop = crop
        self.filter = filter
    }

    /// What an image becomes before the crop: the longer side is `int(size * long / short)`, as in torchvision's
    /// `resize`.
    func size(width: Int, height: Int) -> PixelSize {
        width <= height
            ? PixelSize(width: size, height: size * height / width)
            : PixelSize(width: size * width / height, height: size)
    }
}
