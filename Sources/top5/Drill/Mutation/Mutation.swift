import Inference

/// One way to damage a file.
enum Mutation: CaseIterable {
    /// 1 to 16 single bits.
    case bitFlips
    /// A run of up to 32 bytes becomes 0x00, 0xFF, 0x7F, 0x80 or noise.
    case overwrite
    /// The file ends early; now and then it begins late.
    case cut
    /// The start of this file, and the end of another one of its format.
    case spliceSame
    /// The start of this file, and the end of one of any format.
    case spliceOther
    /// A block comes twice.
    case duplicate
    /// A block is missing.
    case remove
    /// More bytes follow behind the end.
    case append
    /// A field of 16 or 32 bits near the start of a chunk says something extreme; twice as likely as the others.
    case wrongLength, wrongLengthAgain

    func apply(
        to bytes: inout [UInt8], of format: ImageFormat, corpus: DrillCorpus, random: inout SplitMix64
    ) {
        guard !bytes.isEmpty else { return }
        switch self {
        case .bitFlips:
            for _ in 0...random.below(16) { bytes[Self.place(in: bytes, &random)] ^= 1 << random.below(8) }
        case .overwrite:
            let run = Self.block(in: bytes, atMost: 32, &random)
            let value: UInt8? = random.pick([0x00, 0xFF, 0x7F, 0x80, nil])
            for place in run { bytes[place] = value ?? UInt8(truncatingIfNeeded: random.next()) }
        case .cut:
            let place = random.below(bytes.count)
            if random.once(in: 8) { bytes.removeFirst(place) } else { bytes.removeLast(bytes.count - place) }
        case .spliceSame:
            let group = corpus.groups.first { $0.first?.format == format } ?? corpus.groups[0]
            Self.splice(&bytes, with: random.pick(group).bytes, &random)
        case .spliceOther:
            Self.splice(&bytes, with: random.pick(random.pick(corpus.groups)).bytes, &random)
        case .duplicate:
            let block = Self.block(in: bytes, atMost: bytes.count, &random)
            let copies = random.once(in: 8) ? 16 : 1
            let repeated = [[UInt8]](repeating: Array(bytes[block]), count: copies).joined()
            bytes.insert(contentsOf: Array(repeated), at: block.upperBound)
        case .remove:
            bytes.removeSubrange(Self.block(in: bytes, atMost: bytes.count, &random))
        case .append:
            let isNoise = random.once(in: 2)
            for _ in 0...random.below(4096) { bytes.append(isNoise ? UInt8(truncatingIfNeeded: random.next()) : 0) }
        case .wrongLength, .wrongLengthAgain:
            LengthField.change(&bytes, of: format, &random)
        }
    }

    /// Half of all places are within the first 128 bytes, where the headers are.
    private static func place(in bytes: [UInt8], _ random: inout SplitMix64) -> Int {
        random.below(random.once(in: 2) ? min(bytes.count, 128) : bytes.count)
    }

    /// At least one byte.
    private static func block(
        in bytes: [UInt8], atMost length: Int, _ random: inout SplitMix64
    ) -> Range<Int> {
        let start = place(in: bytes, &random)
        return start..<start + 1 + random.below(min(length, bytes.count - start))
    }

    /// Half of the time at the same offset of both, so that what follows lies where it did.
    private static func splice(_ bytes: inout [UInt8], with other: [UInt8], _ random: inout SplitMix64) {
        let end = random.below(bytes.count)
        let start = random.once(in: 2) ? min(end, other.count) : random.below(other.count)
        bytes = Array(bytes[..<end] + other[start...])
    }
}
