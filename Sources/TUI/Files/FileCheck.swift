package import API

/// Holds a file's facts against the service's limits.
package enum FileCheck {
    package static func verdict(size: Int, facts: FileFacts?, limits: Limits?) -> FileVerdict {
        if let limits, size > limits.maxImageBytes {
            return .refused(
                code: ErrorCode.bodyTooLarge.rawValue,
                message: Strings.tooManyBytes(Shown.bytes(size), limit: Shown.bytes(limits.maxImageBytes)))
        }
        guard let facts else { return .unknown }
        switch facts {
        case .empty: return .notAnImage(Strings.emptyFile)
        case .unknownFormat: return .notAnImage(Strings.notAnImage)
        case .unreadable(let reason): return .notAnImage(reason)
        case .image(let image):
            guard let limits else { return .unknown }
            return verdict(image, limits)
        }
    }

    private static func verdict(_ image: PreviewFacts, _ limits: Limits) -> FileVerdict {
        if !limits.formats.isEmpty, !limits.formats.contains(image.format) {
            return .refused(
                code: ErrorCode.unsupportedImage.rawValue,
                message: Strings.formatNotTaken(image.format.uppercased()))
        }
        let pixels = Shown.pixels(image.width, image.height)
        if max(image.width, image.height) > limits.maxImageSide {
            return .refused(
                code: ErrorCode.imageTooLarge.rawValue,
                message: Strings.sideTooLong(pixels, limit: limits.maxImageSide))
        }
        if image.width.multipliedReportingOverflow(by: image.height).overflow
            || image.width * image.height > limits.maxImagePixels
        {
            return .refused(
                code: ErrorCode.imageTooLarge.rawValue,
                message: Strings.tooManyPixels(pixels, limit: limits.maxImagePixels / 1_000_000))
        }
        return .acceptable
    }
}
