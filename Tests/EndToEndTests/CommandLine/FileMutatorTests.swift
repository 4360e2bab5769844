import Foundation
import Inference
import TestSupport
import Testing

@testable import top5

/// The drill's damaged files.
struct FileMutatorTests {
    private let corpus: DrillCorpus

    init() throws { corpus = try DrillCorpus.read([Repository.file("Tests/InferenceTests/Fixtures")]) }

    @Test func theFirstNumbersAreThoseOfTheReference() {
        var random = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test func theSameSeedAndIndexGiveTheSameFileInAnyOrder() throws {
        let again = FileMutator(
            corpus: try DrillCorpus.read([Repository.file("Tests/InferenceTests/Fixtures")]), seed: 5)
        let mutator = FileMutator(corpus: corpus, seed: 5)
        let forwards = (0..<300).map { mutator.file($0).bytes }
        let backwards = (0..<300).reversed().map { again.file($0).bytes }
        #expect(forwards == backwards.reversed())
    }

    @Test func filesDifferFromThePicturesAndFromEachOther() {
        let originals = Set(corpus.groups.joined().map(\.bytes))
        let mutator = FileMutator(corpus: corpus, seed: 5)
        let files = (0..<1000).map { mutator.file($0) }
        #expect(files.filter { originals.contains($0.bytes) }.count < 5, "a whole picture may be spliced in, rarely")
        // Many cuts leave next to nothing, which is then the same.
        #expect(Set(files.map(\.bytes)).count > 900)
        #expect(Set(files.map(\.format)) == Set(corpus.groups.joined().map(\.format)))
        #expect(files.allSatisfy { $0.bytes.count <= FileMutator.mostBytes })
        let other = FileMutator(corpus: corpus, seed: 6)
        #expect((0..<1000).count { other.file($0).bytes == files[$0].bytes } < 20)
    }

    @Test(arguments: Mutation.allCases, ImageFormat.allCases)
    func eachMutationTakesAnyBytes(mutation: Mutation, format: ImageFormat) {
        let samples = corpus.groups.joined().map(\.bytes) + (0..<40).map { [UInt8](repeating: 0xFF, count: $0) }
        var random = SplitMix64(seed: 3)
        var changed = 0
        for sample in samples {
            var bytes = sample
            mutation.apply(to: &bytes, of: format, corpus: corpus, random: &random)
            if bytes != sample { changed += 1 }
        }
        #expect(changed > samples.count / 4, "\(changed) of \(samples.count)")
    }

    @Test func lengthsAreFoundWhereTheyAre() throws {
        let png = try Data(contentsOf: Repository.file("Tests/InferenceTests/Fixtures/plain.png"))
        let starts = ChunkStarts.find(in: [UInt8](png), of: .png)
        #expect(Array(starts.prefix(3)) == [0, 8, 33])
        let last = try #require(starts.last)
        #expect(png[(last + 4)..<(last + 8)] == Data("IEND".utf8))
        let jpeg = [UInt8](try Data(contentsOf: Repository.file("Tests/InferenceTests/Fixtures/grey.jpg")))
        let markers = ChunkStarts.find(in: jpeg, of: .jpeg).dropFirst()
        #expect(markers.allSatisfy { jpeg[$0] == 0xFF })
        #expect(markers.last.map { jpeg[$0 + 1] } == 0xDA)
    }

    @Test func checksumsAreRepaired() throws {
        let sound = [UInt8](try Data(contentsOf: Repository.file("Tests/InferenceTests/Fixtures/plain.png")))
        var bytes = sound
        for place in 29..<33 { bytes[place] = 0 }
        PNGChecksums.repair(&bytes)
        #expect(bytes == sound)
        #expect(PNGChecksums.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    }

    @Test(arguments: [
        DrillLine.begins(index: 12),
        .ends(DrillOutcome(index: 12, milliseconds: 1.25, peakKiB: 4096, code: "UNREADABLE_IMAGE")),
    ])
    func aLineIsReadAsItWasWritten(line: DrillLine) {
        #expect(DrillLine(line.text) == line)
        #expect(DrillLine("x" + line.text) == nil && DrillLine(line.text + " x") == nil)
    }
}
