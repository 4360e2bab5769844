package struct PreviewFacts: Sendable, Equatable {
    /// As in `Limits.formats`.
    package var format: String
    package var width: Int
    package var height: Int

    package init(format: String, width: Int, height: Int) {
        self.format = format
        self.width = width
        self.height = height
    }
}
