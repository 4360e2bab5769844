import ArgumentParser
import Foundation

extension DrillCommand {
    /// Thousands of damaged images, in children that may die of them.
    struct Images: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "images",
            abstract: "Decode thousands of damaged images; each must be decoded or refused with a code.",
            discussion: """
                The same seed, index and corpus make the same file. Exit status: 0 all survived, 1 a crash, a hang or an \
                error without a code, 2 wrong usage. Progress goes to standard error.
                """)

        @Option(help: "How many files to make.")
        var files = 20_000

        @Option(help: "Another seed makes other files.")
        var seed: UInt64 = 1

        @Option(
            help: "A folder of sound images to damage; may be repeated. (default: the fixtures of the checkout)")
        var corpus: [String] = []

        @Option(
            help: "Where files that end a process are saved. (default: a folder in the temporary directory)")
        var keep: String?

        @Option(help: "Repeat the file of this index alone; with --keep it is saved in any case.")
        var only: Int?

        func validate() throws {
            guard files > 0 else { throw ValidationError("--files is \(files); it must be at least 1.") }
            if let only, only < 0 || only == .max {
                throw ValidationError("--only is \(only); it must be the index of a file, 0 or more.")
            }
        }

        func run() async throws {
            let folders = try folders()
            let mutator = FileMutator(corpus: try DrillCorpus.read(folders), seed: seed)
            let indices = only.map { $0..<$0 + 1 } ?? 0..<files
            let temporary = FileManager.default.temporaryDirectory.appending(path: "top5-drill-\(getpid())")
            let keep = DrillKeep(folder: keep.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? temporary)
            let supervisor = DrillSupervisor(
                program: "/proc/self/exe",
                arguments: ["drill", "images-child", "--seed", "\(seed)"] + folders.flatMap { ["--corpus", $0.path] },
                children: ProcessInfo.processInfo.activeProcessorCount)
            var tally = DrillTally(total: indices.count)
            var progress = DrillProgress()
            var kept: [String] = []
            try await supervisor.run(indices) { event in
                tally.note(event)
                if case .failure(let failure) = event {
                    let file = mutator.file(failure.index)
                    kept.append(keep.save(file, index: failure.index, seed: seed, name: failure.name))
                }
                progress.show(tally)
            }
            progress.end()
            try StandardOutput.write(DrillTable(tally: tally, mutator: mutator, kept: kept).text)
            if let only, self.keep != nil, tally.failures.isEmpty {
                let place = keep.save(mutator.file(only), index: only, seed: seed, name: "survived")
                try StandardOutput.write("index \(only): \(place)\n")
            }
            if !tally.isPassed { throw ExitCode(1) }
        }

        private func folders() throws -> [URL] {
            guard corpus.isEmpty else { return corpus.map { URL(filePath: $0, directoryHint: .isDirectory) } }
            guard let bundled = DrillCorpus.bundled else {
                throw ValidationError("Name a folder of images with --corpus: this program lies in no checkout.")
            }
            return [bundled]
        }
    }
}
