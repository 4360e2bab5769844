/// The orientation in the EXIF data of a JPEG (CIPA DC-008, 4.5.4 and 4.6.4) or a PNG (PNG specification, 11.3.4.5).
enum EXIFOrientation {
    private static let tag = 0x0112

    /// `upright` where there is none or it makes no sense.
    static func read(jpeg bytes: ByteReader) -> ImageOrientation {
        var offset = 2
        while let prefix = bytes.u8(offset), prefix == 0xFF, let marker = bytes.u8(offset + 1) {
            switch marker {
            case 0xFF: offset += 1
            case 0x01, 0xD0...0xD7: offset += 2
            case 0xD9, 0xDA: return .upright
            default:
                guard let length = bytes.big(offset + 2, 2), length >= 2 else { return .upright }
                if marker == 0xE1, bytes.has("Exif\0\0", at: offset + 4) {
                    return read(tiff: bytes, at: offset + 10, end: offset + 2 + length)
                }
                offset += 2 + length
            }
        }
        return .upright
    }

    /// `upright` where there is none or it makes no sense; the chunk may lie before or behind the pixels.
    static func read(png bytes: ByteReader) -> ImageOrientation {
        var offset = PNGHeader.signature.count
        while let length = bytes.big(offset, 4) {
            if bytes.has("eXIf", at: offset + 4) {
                return read(tiff: bytes, at: offset + 8, end: offset + 8 + length)
            }
            offset += 12 + length
        }
        return .upright
    }

    private static func read(tiff bytes: ByteReader, at start: Int, end: Int) -> ImageOrientation {
        let isLittle = bytes.has("II", at: start)
        func number(_ offset: Int, _ length: Int) -> Int? {
            guard offset + length <= end else { return nil }
            return isLittle ? bytes.little(offset, length) : bytes.big(offset, length)
        }
        guard let directory = number(start + 4, 4), let entries = number(start + directory, 2) else { return .upright }
        for entry in 0..<entries {
            let place = start + directory + 2 + entry * 12
            guard let found = number(place, 2) else { return .upright }
            if found == tag { return number(place + 8, 2).flatMap(ImageOrientation.init(rawValue:)) ?? .upright }
        }
        return .upright
    }
}
