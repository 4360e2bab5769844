import CVips

/// One libvips image, lazy until its rows are read; belongs to one thread.
///
/// An image from memory borrows the bytes: it must not outlive them.
struct VipsPicture: ~Copyable {
    private(set) var handle: OpaquePointer
    let header: ImageHeader
    let bytes: UnsafeRawBufferPointer

    /// Opens the bytes with the loader of the header's format, and no other.
    ///
    /// - Throws: `UNREADABLE_IMAGE`, `UNSUPPORTED_IMAGE`, `IMAGE_TOO_LARGE`.
    init(
        borrowing bytes: UnsafeRawBufferPointer, _ header: ImageHeader, _ limits: ImageLimits
    ) throws(InferenceError) {
        guard VipsRuntime.isRunning, let loader = VipsRuntime.loader(of: header.format), let base = bytes.baseAddress
        else {
            throw InferenceError(.unsupportedImage, "No loader for \(header.format.name) is here.", step: .decoding)
        }
        guard let handle = cvips_open(loader, base, bytes.count) else { throw Self.unreadable(bytes, header) }
        // The loader's own opinion of the size counts: it is what will be allocated.
        do throws(InferenceError) {
            try limits.check(width: Int(cvips_width(handle)), height: Int(cvips_height(handle)))
        } catch {
            cvips_free(handle)
            throw error
        }
        self.handle = handle
        self.header = header
        self.bytes = bytes
    }

    deinit { cvips_free(handle) }

    /// Pixels.
    var width: Int { Int(cvips_width(handle)) }
    /// Pixels.
    var height: Int { Int(cvips_height(handle)) }
    var orientation: ImageOrientation { ImageOrientation(rawValue: Int(cvips_orientation(handle))) ?? .upright }

    /// Makes three 8-bit bands of whatever there is: alpha is laid on white.
    ///
    /// - Returns: an RGB profile that is yet to be applied, since that is cheaper once the picture is small; nil where
    ///   there is none, it is sRGB, or it was needed to get to RGB at all (print colours, grey).
    /// - Throws: `UNREADABLE_IMAGE`.
    mutating func convertToSRGB(honoursProfile: Bool) throws(InferenceError) -> [UInt8]? {
        var later: [UInt8]?
        if honoursProfile, let profile = profile() {
            if ColourProfile.isRGB(profile) {
                later = ColourProfile.isSRGB(profile) ? nil : profile
            } else if let converted = cvips_profile_to_srgb(handle) {
                // A profile that doesn't fit its picture is ignored, as viewers do.
                replace(by: converted)
            }
        }
        if cvips_is_print_colours(handle) != 0 {
            guard let converted = cvips_print_to_rgb(handle) else { throw unreadable() }
            replace(by: converted)
        }
        guard let converted = cvips_to_srgb(handle) else { throw unreadable() }
        replace(by: converted)
        guard let flat = cvips_flatten_on_white(handle) else { throw unreadable() }
        replace(by: flat)
        return later
    }

    private func profile() -> [UInt8]? {
        var length = 0
        guard let start = cvips_profile(handle, &length) else { return nil }
        return Array(UnsafeRawBufferPointer(start: start, count: length))
    }

    private mutating func replace(by next: OpaquePointer) {
        cvips_free(handle)
        handle = next
    }

    func unreadable() -> InferenceError { Self.unreadable(bytes, header) }

    private static func unreadable(_ bytes: UnsafeRawBufferPointer, _ header: ImageHeader) -> InferenceError {
        let reader = ByteReader(bytes)
        let isComplete =
            switch header.format {
            case .jpeg: JPEGHeader.isComplete(reader)
            case .png: PNGHeader.isComplete(reader)
            case .webp: WebPHeader.isComplete(reader)
            case .gif, .tiff, .bmp, .heif: true
            }
        let cause = VipsRuntime.takeError()
        return isComplete
            ? .damaged(header, cause: cause) : .cutOff(header, bytes: bytes.count, cause: cause)
    }
}
