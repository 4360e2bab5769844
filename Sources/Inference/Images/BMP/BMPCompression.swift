/// The compression field of a bitmap's header.
enum BMPCompression: Equatable {
    /// BI_RGB.
    case none
    /// BI_RLE8, BI_RLE4.
    case runs
    /// BI_BITFIELDS, BI_ALPHABITFIELDS.
    case masks(hasAlpha: Bool)
    /// What is not read here, as a message says it.
    case other(String)

    /// - Parameter isOS2: OS/2 gives 3 and 4 meanings of its own.
    init(code: Int, isOS2: Bool, bitsPerPixel: Int) {
        switch code {
        case 0: self = .none
        case 1 where bitsPerPixel == 8, 2 where bitsPerPixel == 4: self = .runs
        case 3 where isOS2: self = .other("Huffman compression")
        case 4 where isOS2: self = .other("run lengths of 24 bits")
        case 3: self = .masks(hasAlpha: false)
        case 4: self = .other("a JPEG inside")
        case 5: self = .other("a PNG inside")
        case 6: self = .masks(hasAlpha: true)
        default: self = .other("compression \(code) with \(bitsPerPixel) bits a pixel")
        }
    }

    /// Masks of four bytes that follow a header of 40 bytes.
    var maskCount: Int {
        switch self {
        case .masks(let hasAlpha): hasAlpha ? 4 : 3
        case .none, .runs, .other: 0
        }
    }

    /// As a message says it.
    var name: String {
        switch self {
        case .none: "no compression"
        case .runs: "run lengths"
        case .masks: "channel masks"
        case .other(let kind): kind
        }
    }
}
