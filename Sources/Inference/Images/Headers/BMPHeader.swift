/// The size is in the information header, in one of two widths; a negative height means rows from the top.
enum BMPHeader {
    static func scan(_ bytes: ByteReader) -> HeaderScan {
        guard let headerBytes = bytes.little(14, 4) else { return .needsMore }
        if headerBytes == 12 {
            guard let width = bytes.little(18, 2), let height = bytes.little(20, 2) else { return .needsMore }
            return .size(width: width, height: height)
        }
        guard headerBytes >= 40 else { return .broken("an information header of \(headerBytes) bytes") }
        guard let width = bytes.little(18, 4), let height = bytes.little(22, 4) else { return .needsMore }
        guard width <= Int(Int32.max) else { return .broken("a negative width") }
        return .size(width: width, height: abs(Int(Int32(truncatingIfNeeded: height))))
    }
}
