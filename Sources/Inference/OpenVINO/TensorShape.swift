import COpenVINO

/// Element type and dimensions of a model's input or output.
struct TensorShape: Equatable, CustomStringConvertible {
    /// nil: a type that packages can't have.
    let element: ModelInput.ElementType?
    /// A dimension is nil where the model leaves it open; the whole is nil where even their number is open.
    let dimensions: [Int?]?

    init(_ port: COVPort) {
        switch port.element {
        case COVElementF32: element = .f32
        case COVElementU8: element = .u8
        default: element = nil
        }
        let all = withUnsafeBytes(of: port.dimensions) { Array($0.bindMemory(to: Int64.self)) }
        dimensions = port.rank < 0 ? nil : all.prefix(Int(port.rank)).map { $0 < 0 ? nil : Int($0) }
    }

    func allows(_ shape: [Int]) -> Bool {
        guard let dimensions else { return true }
        return dimensions.count == shape.count && zip(dimensions, shape).allSatisfy { $0 == nil || $0 == $1 }
    }

    /// nil where a dimension is open, or for more than can be counted.
    var elementCount: Int? {
        guard let dimensions else { return nil }
        return dimensions.reduce(1) { product, side in
            guard let product, let side else { return nil }
            let (count, overflow) = product.multipliedReportingOverflow(by: side)
            return overflow ? nil : count
        }
    }

    var description: String {
        let type = element.map { $0 == .f32 ? "float32" : "u8" } ?? "of another type"
        guard let dimensions else { return "\(type) of any shape" }
        return "\(type) [\(dimensions.map { $0.map(String.init) ?? "?" }.joined(separator: ","))]"
    }
}
