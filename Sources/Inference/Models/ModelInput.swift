/// The tensor that a model takes: one image.
package struct ModelInput: Codable, Sendable, Equatable, CustomStringConvertible {
    package enum Layout: String, Codable, Sendable {
        case nchw = "NCHW"
        case nhwc = "NHWC"
    }

    package enum ElementType: String, Codable, Sendable {
        case f32, u8
        /// Bytes.
        package var size: Int { self == .f32 ? 4 : 1 }
    }

    /// nil: the model's only input.
    package var name: String?
    package var layout: Layout
    package var elementType: ElementType
    /// Pixels.
    package var width: Int
    /// Pixels.
    package var height: Int

    package init(name: String? = nil, layout: Layout, elementType: ElementType, width: Int, height: Int) {
        self.name = name
        self.layout = layout
        self.elementType = elementType
        self.width = width
        self.height = height
    }

    enum CodingKeys: String, CodingKey {
        case name, layout
        case elementType = "element_type"
        case width, height
    }

    /// Of one image: `[1,3,height,width]` or `[1,height,width,3]`.
    package var shape: [Int] {
        switch layout {
        case .nchw: [1, 3, height, width]
        case .nhwc: [1, height, width, 3]
        }
    }

    /// For example `float32 NCHW [1,3,64,64]`.
    package var description: String {
        let type = elementType == .f32 ? "float32" : "u8"
        return "\(type) \(layout.rawValue) [\(shape.map(String.init).joined(separator: ","))]"
    }
}
