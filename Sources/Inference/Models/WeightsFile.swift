/// A file that a model needs beside its own: the `.bin` of OpenVINO's IR, external data of an ONNX model.
package struct WeightsFile: Codable, Sendable, Equatable {
    /// Its name in the package's folder; the model refers to it by that.
    package var file: String
    /// Lower-case hexadecimal.
    package var sha256: String
    /// nil: not checked.
    package var bytes: Int?

    package init(file: String, sha256: String, bytes: Int? = nil) {
        self.file = file
        self.sha256 = sha256
        self.bytes = bytes
    }
}
