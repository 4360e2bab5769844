import CJPEG

/// A JPEG whose header libjpeg-turbo has read; borrows the file's bytes and belongs to one thread.
struct JPEGFile: ~Copyable {
    let reader: OpaquePointer
    let header: ImageHeader
    let deadline: Deadline
    let bytes: UnsafeRawBufferPointer
    /// Pixels, as the decoder reads them: what it gives is planned by this, not by our own look at the header.
    let size: PixelSize
    /// 1 grey, 3 colours, 4 print colours.
    let components: Int
    let orientation: ImageOrientation

    /// - Throws: `UNREADABLE_IMAGE`, `UNSUPPORTED_IMAGE`, `IMAGE_TOO_LARGE`.
    init(
        borrowing bytes: UnsafeRawBufferPointer, _ header: ImageHeader, _ limits: ImageLimits, _ deadline: Deadline
    ) throws(InferenceError) {
        var found = CJPEGHeader()
        var status: Int32 = 0
        let end = Self.now() + deadline.nanosecondsLeft
        guard let base = bytes.baseAddress, let reader = cjpeg_open(base, bytes.count, end, &found, &status) else {
            throw InferenceError(.inferenceFailed, "There is no memory for a JPEG decoder.", step: .decoding)
        }
        guard status == CJPEGDone.rawValue else {
            let error = Self.error(status, reader, header, bytes, deadline)
            cjpeg_free(reader)
            throw error
        }
        do throws(InferenceError) {
            // The decoder's own opinion of the size counts: it is what will be allocated.
            try limits.check(width: Int(found.width), height: Int(found.height))
        } catch {
            cjpeg_free(reader)
            throw error
        }
        self.reader = reader
        self.header = header
        self.deadline = deadline
        self.bytes = bytes
        size = PixelSize(width: Int(found.width), height: Int(found.height))
        components = Int(found.components)
        orientation = EXIFOrientation.read(jpeg: ByteReader(bytes))
    }

    deinit { cjpeg_free(reader) }

    /// The embedded colour profile.
    func profile() -> [UInt8]? {
        var length = 0
        guard let start = cjpeg_profile(reader, &length) else { return nil }
        defer { cjpeg_free_profile(start) }
        return Array(UnsafeBufferPointer(start: start, count: length))
    }

    func error(_ status: Int32) -> InferenceError { Self.error(status, reader, header, bytes, deadline) }

    static func error(
        _ status: Int32, _ reader: OpaquePointer, _ header: ImageHeader, _ bytes: UnsafeRawBufferPointer,
        _ deadline: Deadline
    ) -> InferenceError {
        let cause = String(cString: cjpeg_message(reader))
        switch UInt32(status) {
        case CJPEGTimedOut.rawValue: return deadline.error(header)
        case CJPEGNoMemory.rawValue:
            return InferenceError(
                .inferenceFailed, "There is no memory to decode the JPEG.", step: .decoding, cause: cause)
        case CJPEGUnsupported.rawValue:
            return InferenceError(
                .unsupportedImage,
                "The JPEG is of a kind that can't be read here: \(cause). Convert it to a PNG first.",
                step: .decoding, cause: cause)
        case CJPEGCutOff.rawValue:
            return .cutOff(header, bytes: bytes.count, cause: cause)
        default:
            return JPEGHeader.isComplete(ByteReader(bytes))
                ? .damaged(header, cause: cause) : .cutOff(header, bytes: bytes.count, cause: cause)
        }
    }

    /// The clock that the decoder compares with: CLOCK_MONOTONIC, nanoseconds.
    private static func now() -> Int64 { cjpeg_now() }
}
