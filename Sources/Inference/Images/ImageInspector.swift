package import Foundation

/// Finds an image's format and size in its header, in microseconds and without decoding.
///
/// The first call for another format than JPEG and BMP starts libvips, about 20 ms, to learn what it can load.
package struct ImageInspector {
    /// Reads the header of a whole file and counts its frames.
    ///
    /// - Throws: `UNREADABLE_IMAGE` (empty, or a header that ends early or makes no sense), `UNSUPPORTED_IMAGE`,
    ///   `BODY_TOO_LARGE`, `IMAGE_TOO_LARGE` (pixels or frames).
    package static func inspect(
        _ bytes: Data, limits: ImageLimits = ImageLimits()
    ) throws(InferenceError) -> ImageHeader {
        guard let header = try inspect(prefix: bytes, fileBytes: bytes.count, limits: limits) else {
            let format = bytes.withUnsafeBytes { ImageFormat.sniff(ByteReader($0)) }
            throw InferenceError(
                .unreadableImage,
                "The file ends after \(bytes.count) bytes, inside the \(format?.name ?? "image") header.")
        }
        let (frames, canvas) = bytes.withUnsafeBytes { raw in
            let reader = ByteReader(raw)
            return (
                FrameCount.frames(of: reader, as: header.format, most: limits.maxFrames),
                header.format == .gif ? GIFBlocks(reader).canvas() : nil
            )
        }
        try limits.check(frames: frames, of: header.format)
        // The first picture of a GIF may reach past the screen that its header tells of.
        if let canvas { try limits.check(width: canvas.width, height: canvas.height) }
        return header
    }

    /// Reads the header from the start of a file; nil when more of the file is needed.
    ///
    /// - Parameters:
    ///   - prefix: the first bytes; 64 KiB are enough for all but a few files.
    ///   - fileBytes: the size of the whole file, in bytes.
    /// - Throws: as `inspect(_:limits:)`; frames are not counted.
    package static func inspect(
        prefix: Data, fileBytes: Int, limits: ImageLimits = ImageLimits()
    ) throws(InferenceError) -> ImageHeader? {
        try limits.check(bytes: fileBytes)
        let (format, scan) = prefix.withUnsafeBytes { raw in
            let reader = ByteReader(raw)
            let format = ImageFormat.sniff(reader)
            return (format, format.map { Self.scan(reader, as: $0) })
        }
        guard let format, let scan else {
            if prefix.count < ImageFormat.signatureBytes, prefix.count < fileBytes { return nil }
            throw InferenceError(.unsupportedImage, "The file starts with \(opening(of: prefix)): it \(notAnImage).")
        }
        guard format.isReadable else {
            throw InferenceError(
                .unsupportedImage,
                "The image is a \(format.name), which can't be read here. Convert it to a PNG first.")
        }
        switch scan {
        case .needsMore: return nil
        case .broken(let reason):
            throw InferenceError(.unreadableImage, "The \(format.name) header is damaged: \(reason).")
        case .unsupported(let kind): throw .unsupported(format, kind)
        case .size(let width, let height):
            try limits.check(width: width, height: height)
            return ImageHeader(format: format, width: width, height: height, bytes: fileBytes)
        }
    }

    private static func scan(_ reader: ByteReader, as format: ImageFormat) -> HeaderScan {
        switch format {
        case .jpeg: JPEGHeader.scan(reader)
        case .png: PNGHeader.scan(reader)
        case .gif: GIFHeader.scan(reader)
        case .webp: WebPHeader.scan(reader)
        case .tiff: TIFFHeader.scan(reader)
        case .bmp: BMPHeader.scan(reader)
        case .heif: HEIFHeader.scan(reader)
        }
    }

    private static var notAnImage: String {
        let names = ImageFormat.supported.map(\.name)
        return "is not a " + names.dropLast().joined(separator: ", ") + " or \(names.last ?? "")"
    }

    /// The first bytes as text where they are plain ASCII, else in hexadecimal.
    private static func opening(of bytes: Data) -> String {
        let first = bytes.prefix(16)
        let blanks: Set<UInt8> = [0x09, 0x0A, 0x0D]
        if first.allSatisfy({ (0x20..<0x7F).contains($0) || blanks.contains($0) }) {
            let line = first.map { blanks.contains($0) ? 0x20 : $0 }
            return "the text \"\(String(decoding: line, as: UTF8.self))\""
        }
        return "the bytes \(first.prefix(8).map(\.hexadecimal).joined(separator: " "))"
    }
}
