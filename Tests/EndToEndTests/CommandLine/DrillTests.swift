import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct DrillTests {
        private let home: TemporaryFolder

        init() throws { home = try TemporaryFolder("drill") }

        private func drill(_ arguments: [String], within limit: Duration = .seconds(60)) async throws -> CommandRun {
            try await Top5Program.run(["drill", "images"] + arguments, home: home, within: limit)
        }

        /// The table's value of that name.
        private func value(_ name: String, in run: CommandRun) -> String? {
            run.text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
                .map { $0.dropFirst(name.count).trimmingCharacters(in: .whitespaces) }
        }

        @Test func twoThousandDamagedImagesAreDecodedOrRefused() async throws {
            let keep = home.file("kept")
            let run = try await drill(["--files", "2000", "--keep", keep.path], within: .seconds(600))
            #expect(run.exit == .code(0), "\(run.text)\n\(run.errors)")
            #expect(value("files", in: run) == "2000 of 2000")
            for name in ["crashes", "hangs", "errors without a code"] { #expect(value(name, in: run) == "0") }
            #expect(!FileManager.default.fileExists(atPath: keep.path), "nothing was to be kept")
            let counts = ["decoded", "UNREADABLE_IMAGE", "UNSUPPORTED_IMAGE", "IMAGE_TOO_LARGE"].map {
                Int(value($0, in: run) ?? "") ?? 0
            }
            #expect(counts.allSatisfy { $0 > 0 }, "the drill is not what it should be:\n\(run.text)")
            #expect(counts.reduce(0, +) == 2000, "there are other codes:\n\(run.text)")
            for format in ["jpeg", "png", "webp", "gif", "tiff"] {
                #expect(value("corpus", in: run)?.contains(" \(format)") == true)
            }
        }

        @Test func oneFileCanBeRepeatedAlone() async throws {
            var saved: [Data] = []
            for round in 1...2 {
                let keep = home.file("kept-\(round)")
                let run = try await drill(["--only", "1234", "--seed", "7", "--keep", keep.path])
                #expect(run.exit == .code(0))
                #expect(value("files", in: run) == "1 of 1")
                let names = try FileManager.default.contentsOfDirectory(atPath: keep.path)
                #expect(names.count == 1 && names[0].hasPrefix("index-1234-seed-7-survived."))
                saved.append(try Data(contentsOf: keep.appending(path: try #require(names.first))))
            }
            #expect(saved[0] == saved[1])
        }

        @Test func onlyImagesOfTheCorpusCount() async throws {
            let corpus = home.file("corpus/inner")
            try FileManager.default.createDirectory(at: corpus, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: Top5Program.sample("lemon.jpg"), to: corpus.appending(path: "named-wrongly.png"))
            try BadPictures.text.write(to: corpus.appending(path: "text.jpg"))
            let run = try await drill(["--files", "20", "--corpus", home.file("corpus").path])
            #expect(run.exit == .code(0), "\(run.text)\n\(run.errors)")
            #expect(value("corpus", in: run) == "1 image: 1 jpeg")
        }

        @Test(arguments: [["--files", "0"], ["--only", "-1"], ["--corpus", "/nowhere"]])
        func wrongUsageIsTwo(arguments: [String]) async throws {
            let run = try await drill(arguments)
            #expect(run.exit == .code(2), "\(run.errors)")
            #expect(!run.errors.isEmpty)
            #expect(run.output.isEmpty)
        }
    }
}
