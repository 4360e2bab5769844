/// What an image may be at most, checked before any pixel is allocated.
package struct ImageLimits: Sendable, Equatable, Codable {
    /// Bytes of the file. Default 20 MiB.
    package var maxBytes: Int
    /// Width times height. Default 50 megapixels.
    package var maxPixels: Int
    /// Pixels of either side. Default 20,000.
    package var maxSide: Int
    /// Pictures in one file, of which the first is read. Default 1,000: more than a minute of animation.
    package var maxFrames: Int
    /// Milliseconds that decoding may take. Default 10,000.
    package var maxMilliseconds: Int

    package init(
        maxBytes: Int = 20 * 1024 * 1024, maxPixels: Int = 50_000_000, maxSide: Int = 20_000, maxFrames: Int = 1000,
        maxMilliseconds: Int = 10_000
    ) {
        self.maxBytes = maxBytes
        self.maxPixels = maxPixels
        self.maxSide = maxSide
        self.maxFrames = maxFrames
        self.maxMilliseconds = maxMilliseconds
    }

    /// - Throws: `BODY_TOO_LARGE`; `UNREADABLE_IMAGE` where there is no byte at all.
    package func check(bytes: Int) throws(InferenceError) {
        guard bytes > 0 else { throw InferenceError(.unreadableImage, "The image is empty (0 bytes).") }
        guard bytes <= maxBytes else {
            throw InferenceError(
                .bodyTooLarge,
                "The image has \(grouped(bytes)) bytes; the limit is \(grouped(maxBytes)). Send a smaller file.")
        }
    }

    /// - Throws: `IMAGE_TOO_LARGE`; `UNREADABLE_IMAGE` where a side is 0.
    package func check(width: Int, height: Int) throws(InferenceError) {
        guard width > 0, height > 0 else {
            throw InferenceError(.unreadableImage, "The image's header says \(width) x \(height) pixels.")
        }
        let (pixels, overflows) = width.multipliedReportingOverflow(by: height)
        guard width <= maxSide, height <= maxSide, !overflows, pixels <= maxPixels else {
            let megapixels = tenths(Double(width) * Double(height) / 1e6)
            throw InferenceError(
                .imageTooLarge,
                """
                The image has \(grouped(width)) x \(grouped(height)) pixels (\(megapixels) megapixels); the limit is \
                \(tenths(Double(maxPixels) / 1e6)) megapixels and \(grouped(maxSide)) pixels a side. Send a smaller one.
                """)
        }
    }

    /// - Parameter frames: counted to one above the limit.
    /// - Throws: `IMAGE_TOO_LARGE`.
    func check(frames: Int, of format: ImageFormat) throws(InferenceError) {
        guard frames <= maxFrames else {
            throw InferenceError(
                .imageTooLarge,
                """
                The \(format.name) has more than \(grouped(maxFrames)) frames; the limit is \(grouped(maxFrames)). Send a \
                still picture: only the first frame is classified.
                """)
        }
    }

    /// 1234567 as `1,234,567`, the same in every locale.
    private func grouped(_ number: Int) -> String {
        var digits = String(number)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }

    private func tenths(_ value: Double) -> String {
        String((value * 10).rounded() / 10)
    }
}
