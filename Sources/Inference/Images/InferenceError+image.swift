extension InferenceError {
    /// `UNREADABLE_IMAGE` for a file that ends inside its picture.
    static func cutOff(_ format: ImageFormat, after bytes: Int) -> InferenceError {
        InferenceError(
            .unreadableImage,
            "The \(format.name) is cut off: the file ends after \(bytes) bytes, before the picture does. Send it again.",
            step: .decoding)
    }

    /// `UNREADABLE_IMAGE` for data that is all there and makes no sense.
    static func damaged(_ format: ImageFormat, _ reason: String) -> InferenceError {
        InferenceError(.unreadableImage, "The \(format.name) can't be decoded: \(reason).", step: .decoding)
    }

    /// `UNSUPPORTED_IMAGE` for a kind of the format that is not read here.
    static func unsupported(_ format: ImageFormat, _ kind: String) -> InferenceError {
        InferenceError(
            .unsupportedImage, "The \(format.name) has \(kind), which can't be read here. Convert it to a PNG first.",
            step: .decoding)
    }
}
