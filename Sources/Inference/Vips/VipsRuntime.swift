import CVips

/// libvips, started once for the process.
///
/// Start-up belongs to one thread; afterwards every thread may build its own images, none is shared between threads.
/// https://www.libvips.org/API/8.14/How-it-works.html
enum VipsRuntime {
    /// Starts libvips with the first use.
    static let isRunning = cvips_start() == 0

    /// Whether the format can be loaded from memory; formats whose loader is not meant for untrusted input can't.
    static func canLoad(_ format: ImageFormat) -> Bool {
        guard isRunning, let loader = loader(of: format) else { return false }
        return cvips_can_load(loader) != 0
    }

    /// What libvips has logged as errors since the last call. The log belongs to the process: where two images fail
    /// at once it may tell of both, so it is never more than a detail for our log.
    static func takeError() -> String {
        var text = [CChar](repeating: 0, count: 1024)
        cvips_take_error(&text, text.count)
        let end = text.firstIndex(of: 0) ?? text.endIndex
        let lines = String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: "\n")
        return lines.joined(separator: "; ")
    }

    /// The operation that reads the format from memory.
    static func loader(of format: ImageFormat) -> String? {
        switch format {
        case .jpeg: "jpegload_buffer"
        case .png: "pngload_buffer"
        case .webp: "webpload_buffer"
        case .gif: "gifload_buffer"
        case .tiff: "tiffload_buffer"
        case .heif: "heifload_buffer"
        // Only ImageMagick reads it, which is blocked; `BMPDecoder` does.
        case .bmp: nil
        }
    }
}
