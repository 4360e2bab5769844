/// The sentences for pictures whose data is at fault.
extension InferenceError {
    /// - Parameter bytes: how many there are.
    static func cutOff(_ header: ImageHeader, bytes: Int, cause: String? = nil) -> InferenceError {
        InferenceError(
            .unreadableImage,
            """
            The \(header.format.name) is cut off: the file ends after \(bytes) bytes, before the picture does. Send it \
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
}
