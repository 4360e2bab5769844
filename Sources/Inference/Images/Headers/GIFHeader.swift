/// The size of the logical screen follows the signature (GIF89a specification, 18).
enum GIFHeader {
    static func scan(_ bytes: ByteReader) -> HeaderScan {
        guard let width = bytes.little(6, 2), let height = bytes.little(8, 2) else { return .needsMore }
        return .size(width: width, height: height)
    }
}
