import CLCMS

/// From one profile's RGB to sRGB, made once and used for every picture with that profile.
///
/// A transform without lcms2's one-pixel cache is read only, and any number of threads may use it.
/// https://www.littlecms.com/LittleCMS2.16%20API.pdf, cmsFLAGS_NOCACHE
final class ColourTransform: @unchecked Sendable {  // The handle never changes and is only read through.
    private let handle: OpaquePointer

    /// nil for bytes that are no RGB profile. Takes some milliseconds.
    init?(profile: [UInt8]) {
        guard let handle = profile.withUnsafeBytes({ clcms_to_srgb($0.baseAddress, $0.count) }) else { return nil }
        self.handle = handle
    }

    deinit { clcms_free(handle) }

    /// Converts pixels in place, three bytes each.
    func convert(_ pixels: UnsafeMutableBufferPointer<UInt8>) {
        clcms_convert(handle, pixels.baseAddress, pixels.count / 3)
    }
}
