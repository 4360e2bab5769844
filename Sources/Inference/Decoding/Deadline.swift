/// When the decoding of one picture has taken too long.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant
    let milliseconds: Int

    /// - Parameter milliseconds: from now.
    init(milliseconds: Int) {
        self.milliseconds = milliseconds
        end = .now + .milliseconds(milliseconds)
    }

    var isOver: Bool { ContinuousClock.now > end }

    /// Nanoseconds that are left; none below zero.
    var nanosecondsLeft: Int64 { max(0, Int64((end - .now) / .nanoseconds(1))) }

    /// Time is a limit of the image like its pixels.
    func error(_ header: ImageHeader) -> InferenceError {
        InferenceError(
            .imageTooLarge,
            """
            The \(header.format.name) of \(header.width) x \(header.height) pixels takes over \(milliseconds) ms to \
            decode, the limit. Send a smaller or plainer one.
            """, step: .decoding)
    }
}
