import CVips

/// One libvips image, lazy until its pixels are written; belongs to one thread.
///
/// An image from memory borrows the bytes: it must not outlive them.
struct VipsPicture: ~Copyable {
    private var handle: OpaquePointer

    /// - Parameters:
    ///   - bytes: an encoded image.
    ///   - jpegShrink: 1, 2, 4 or 8: how many times smaller a JPEG is decoded.
    init?(borrowing bytes: UnsafeRawBufferPointer, jpegShrink: Int) {
        guard VipsRuntime.isRunning, let base = bytes.baseAddress,
            let handle = cvips_open(base, bytes.count, Int32(jpegShrink))
        else { return nil }
        self.handle = handle
    }

    deinit { cvips_free(handle) }

    /// Pixels.
    var width: Int { Int(cvips_width(handle)) }
    /// Pixels.
    var height: Int { Int(cvips_height(handle)) }
    /// Whether EXIF asks for a turn or a reflection.
    var isTurned: Bool { (2...8).contains(cvips_orientation(handle)) }

    /// The embedded ICC profile; valid while the picture is.
    func withProfile<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value? {
        var length = 0
        guard let start = cvips_profile(handle, &length) else { return nil }
        return body(UnsafeRawBufferPointer(start: start, count: length))
    }

    // Each of these says whether it succeeded; where it didn't, the picture is as it was.

    mutating func convertFromProfile() -> Bool { replace(by: cvips_profile_to_srgb(handle)) }

    mutating func convertToSRGB() -> Bool { replace(by: cvips_to_srgb(handle)) }

    mutating func flattenOnWhite() -> Bool { replace(by: cvips_flatten_on_white(handle)) }

    /// Takes the mean of each block of `factor` x `factor` pixels.
    mutating func shrink(by factor: Int) -> Bool { replace(by: cvips_shrink(handle, Int32(factor))) }

    mutating func turnUpright() -> Bool { replace(by: cvips_turn_upright(handle)) }

    private mutating func replace(by next: OpaquePointer?) -> Bool {
        guard let next else { return false }
        cvips_free(handle)
        handle = next
        return true
    }

    /// Decodes; nil when the data is damaged or ends early.
    func pixels() -> PixelImage? {
        let count = width * height * 3
        var failed = false
        let rgb = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            failed = cvips_write_rgb8(handle, buffer.baseAddress, count) != 0
            initialized = failed ? 0 : count
        }
        return failed ? nil : PixelImage(width: width, height: height, rgb: rgb)
    }
}
