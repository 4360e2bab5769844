import ArgumentParser
import Foundation

extension DrillCommand {
    /// One process of `Images`; started by it, and by hand under a debugger.
    struct ImagesChild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "images-child", abstract: "One process of the drill.", shouldDisplay: false)

        @Option var seed: UInt64
        @Option var corpus: [String]
        @Option(help: "The first index.") var from: Int
        @Option(help: "From one index to the next.") var stride: Int
        @Option(help: "Behind the last index.") var to: Int

        func validate() throws {
            guard stride > 0 else { throw ValidationError("--stride is \(stride); it must be at least 1.") }
        }

        func run() async throws {
            let folders = corpus.map { URL(filePath: $0, directoryHint: .isDirectory) }
            let mutator = FileMutator(corpus: try DrillCorpus.read(folders), seed: seed)
            try await ImageDrillChild(mutator: mutator).run(Swift.stride(from: from, to: to, by: stride))
        }
    }
}
