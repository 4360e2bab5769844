package import Foundation

/// A model's file, and the ones that it needs beside it, where somebody has them.
package struct ModelSource: Sendable, Equatable {
    package enum Format: String, Sendable {
        case onnx
        case tflite
        /// OpenVINO's IR: `.xml`, with the weights in `.bin`.
        case xml
    }

    package let file: URL
    package let format: Format
    package let weights: [Weights]

    /// A further file that the model needs.
    package struct Weights: Sendable, Equatable {
        package let url: URL
        /// The name by which the model asks for it; nil: by its own name, with another ending.
        package let name: String?
    }

    /// Recognises the file by its content as well as by its name.
    ///
    /// - Throws: `FILE_UNREADABLE`; `MODEL_UNUSABLE` for a file that is no model, and for weights that are not there.
    package init(_ file: URL) throws(InferenceError) {
        let name = file.lastPathComponent
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
            throw InferenceError(.fileUnreadable, "There is no file '\(file.path)'.")
        }
        guard !isFolder.boolValue else {
            throw InferenceError(
                .fileUnreadable,
                "'\(file.path)' is a folder. Give the model's file: .onnx, .tflite, or .xml of OpenVINO.")
        }
        let bytes: Data
        do {
            bytes = try Data(contentsOf: file, options: .mappedIfSafe)
        } catch {
            throw InferenceError(.fileUnreadable, "'\(file.path)' can't be read: \(error.localizedDescription)")
        }
        guard let format = Format(rawValue: file.pathExtension.lowercased()) else {
            throw InferenceError(
                .modelUnusable,
                "'\(name)' is no model that can be read here: .onnx, .tflite, or .xml of OpenVINO is needed.")
        }
        self.file = file
        self.format = format
        func noModel(_ what: String) -> InferenceError {
            InferenceError(
                .modelUnusable, "'\(name)' is no \(what): its content (\(bytes.count) bytes) is something else.")
        }
        switch format {
        case .tflite:
            guard bytes.dropFirst(4).starts(with: Array("TFL3".utf8)) else { throw noModel("TensorFlow Lite model") }
            weights = []
        case .xml:
            guard bytes.prefix(4096).contains(where: { $0 == UInt8(ascii: "<") }),
                bytes.prefix(4096).firstRange(of: Array("<net".utf8)) != nil
            else { throw noModel("OpenVINO model") }
            let bin = file.deletingPathExtension().appendingPathExtension("bin")
            guard FileManager.default.isReadableFile(atPath: bin.path) else {
                throw InferenceError(
                    .modelUnusable, "'\(name)' needs its weights, '\(bin.lastPathComponent)', beside it.")
            }
            weights = [Weights(url: bin, name: nil)]
        case .onnx:
            guard let external = ONNXExternalData.files(in: bytes) else { throw noModel("ONNX model") }
            weights = try external.map { location throws(InferenceError) in
                let url = file.deletingLastPathComponent().appending(path: location)
                guard ModelManifest.isPlainName(location) else {
                    throw InferenceError(
                        .modelUnusable,
                        """
                        '\(name)' has data in '\(location)'; it must lie beside the model, with a name of letters, digits, \
                        '.', '_' and '-'. Save the model again with such a name, or as one file.
                        """)
                }
                guard FileManager.default.isReadableFile(atPath: url.path) else {
                    throw InferenceError(.modelUnusable, "'\(name)' needs its data, '\(location)', beside it.")
                }
                return Weights(url: url, name: location)
            }
        }
    }
}
