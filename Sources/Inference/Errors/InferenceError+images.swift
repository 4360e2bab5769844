/// The sentences for pictures whose data is at fault.
extension InferenceError {
    /// - Parameter bytes: how many there are.
    static func cutOff(_ header: ImageHeader, bytes: Int, cause: String? = nil) -> InferenceError {
        cutOff(header.format, bytes: bytes, cause: cause)
    }

    /// - Parameter bytes: how many there are.
    static func cutOff(_ format: ImageFormat, bytes: Int, cause: String? = nil) -> InferenceError {
        InferenceError(
            .unreadableImage,
            """
            The \(format.name) is cut off: the file ends after \(bytes) bytes, before the picture does. Send it \
            again.
            """, step: .decoding, cause: cause)
    }

    static func damaged(_ header: ImageHeader, cause: String? = nil) -> InferenceError {
        InferenceError(
            .unreadableImage,
            """
            The \(header.format.name) of \(header.width) x \(header.height) pixels can't be decoded: its data is damaged.
            """, step: .decoding, cause: cause)
    }

    /// Data that is all there and contradicts itself.
    static func damaged(_ format: ImageFormat, _ reason: String) -> InferenceError {
        InferenceError(.unreadableImage, "The \(format.name) can't be decoded: \(reason).", step: .decoding)
    }

    /// A kind of the format that is not read here.
    static func unsupported(_ format: ImageFormat, _ kind: String) -> InferenceError {
        InferenceError(
            .unsupportedImage, "The \(format.name) has \(kind), which can't be read here. Convert it to a PNG first.",
            step: .decoding)
    }
}
