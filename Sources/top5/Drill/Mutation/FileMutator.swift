import Inference

/// Makes damaged images: the same seed, index and corpus give the same file, whoever asks and in whatever order.
struct FileMutator: Sendable {
    let corpus: DrillCorpus
    let seed: UInt64

    /// How many changes are made to one file, one after another: 1 up to this.
    private static let mostChanges = 4
    /// Bytes: what splices and copies may grow a file to.
    static let mostBytes = 4 << 20

    /// A sound picture of the corpus with 1 to 4 changes; its bytes are never those of the picture.
    func file(_ index: Int) -> DrillCorpus.Picture {
        // Hashed first, or neighbouring indexes would walk through the same numbers, one behind the other.
        var hash = SplitMix64(seed: UInt64(truncatingIfNeeded: index))
        var random = SplitMix64(seed: seed ^ hash.next())
        // By format first: a format with many samples gets no more files than one with a single sample.
        let origin = random.pick(random.pick(corpus.groups))
        var bytes = origin.bytes
        for _ in 0...random.below(Self.mostChanges) {
            let change = random.pick(Mutation.allCases)
            change.apply(to: &bytes, of: origin.format, corpus: corpus, random: &random)
            if bytes.count > Self.mostBytes { bytes.removeLast(bytes.count - Self.mostBytes) }
        }
        // Without this, next to nothing damaged in a PNG would get past libpng's checksums.
        if origin.format == .png, random.once(in: 2) { PNGChecksums.repair(&bytes) }
        if bytes == origin.bytes { bytes[random.below(bytes.count)] ^= 1 << random.below(8) }
        return DrillCorpus.Picture(format: origin.format, bytes: bytes)
    }
}
