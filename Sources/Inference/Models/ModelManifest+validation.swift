package import Foundation

extension ModelManifest {
    /// The name of the file in a package's folder.
    package static let fileName = "model.json"

    /// - Throws: `MODEL_UNUSABLE` with the key at fault.
    package static func decode(_ json: Data) throws(InferenceError) -> ModelManifest {
        let manifest: ModelManifest
        do {
            manifest = try JSONDecoder().decode(ModelManifest.self, from: json)
        } catch let error as DecodingError {
            throw unusable(explanation(of: error))
        } catch {
            throw InferenceError(.modelUnusable, "\(fileName) can't be read.", cause: "\(error)")
        }
        try manifest.validate()
        return manifest
    }

    /// - Throws: `MODEL_UNUSABLE` with the key at fault.
    func validate() throws(InferenceError) {
        try Self.require(Self.isPlainName(name), "`name` is \"\(name)\"; use letters, digits, `.`, `_` and `-`")
        try Self.require(
            Self.isPlainName(version), "`version` is \"\(version)\"; use letters, digits, `.`, `_` and `-`")
        for (key, file) in [("file", file), ("labels", labels)] + weights.map({ ("weights.file", $0.file) }) {
            try Self.require(
                Self.isPlainName(file), "`\(key)` is \"\(file)\"; it must name a file in the package's folder")
        }
        for (key, sum) in [("sha256", sha256)] + weights.map({ ("weights.sha256", $0.sha256) }) {
            let isSum = sum.count == 64 && sum.allSatisfy { "0123456789abcdef".contains($0) }
            try Self.require(isSum, "`\(key)` is \"\(sum)\"; 64 lower-case hexadecimal digits are needed")
        }
        try Self.require(labelsToSkip >= 0, "`labels_to_skip` is \(labelsToSkip)")
        switch task {
        case .imageClassification(let image): try Self.validate(image)
        case .features(let features):
            try Self.require(
                (1...4096).contains(features.features.count),
                "`input.features` names \(features.features.count) features; 1...4096 are possible")
            try Self.require(output.kind != .quantized, "a feature model's output can't be quantized")
        }
        if output.kind == .quantized {
            try Self.require(output.scale.map { $0.isFinite && $0 > 0 } ?? false, "a quantized output needs `scale`")
            let zeroPoint = output.zeroPoint ?? 0
            try Self.require((0...255).contains(zeroPoint), "`zero_point` is \(zeroPoint); it must be 0...255")
        }
    }

    private static func validate(_ input: ImageInput) throws(InferenceError) {
        let tensor = input.tensor
        try require(
            (1...4096).contains(tensor.width) && (1...4096).contains(tensor.height),
            "`input` is \(tensor.width) x \(tensor.height) pixels; each side must be 1...4096")
        try require(
            input.resize.size >= max(tensor.width, tensor.height) && input.resize.size <= 8192,
            "`resize.size` is \(input.resize.size), the crop \(tensor.width) x \(tensor.height): it doesn't fit")
        for (key, values) in [("mean", input.mean), ("std", input.std)] {
            try require(
                values.map { $0.count == 3 && $0.allSatisfy(\.isFinite) } ?? true, "`\(key)` needs three numbers")
        }
        try require(input.std.map { !$0.contains(0) } ?? true, "`std` holds a zero")
        try require(input.scale.map { $0.isFinite && $0 != 0 } ?? true, "`scale` is \(input.scale ?? 0)")
        if tensor.elementType == .u8 {
            try require(
                input.scale == nil && input.mean == nil && input.std == nil,
                "a u8 input takes raw samples: no scale, mean, std")
        } else {
            try require(input.scale != nil, "a float32 input needs `scale`")
        }
    }

    private static func require(
        _ holds: Bool, _ complaint: @autoclosure () -> String
    ) throws(InferenceError) {
        guard holds else { throw unusable(complaint()) }
    }

    /// Safe as a file name and in an address.
    package static func isPlainName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 128 && !text.hasPrefix(".")
            && text.unicodeScalars.allSatisfy {
                $0.isASCII
                    && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-".unicodeScalars.contains($0))
            }
    }

    private static func unusable(_ reason: String) -> InferenceError {
        InferenceError(.modelUnusable, "\(fileName) is wrong: \(reason).")
    }

    private static func explanation(of error: DecodingError) -> String {
        func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
            (context.codingPath + [last].compactMap { $0 }).map(\.stringValue).joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let context): return "`\(path(context, key))` is missing"
        case .typeMismatch(let type, let context): return "`\(path(context))` is no \(type)"
        case .valueNotFound(_, let context): return "`\(path(context))` is null"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty
                ? "it is no JSON" : "`\(path(context))`: \(context.debugDescription)"
        @unknown default: return "\(error)"
        }
    }
}
