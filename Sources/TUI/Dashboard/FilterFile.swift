import Foundation
import NIOPosix

/// The filters' file in the state folder. It is read and written on the file threads.
struct FilterFile: Sendable {
    /// A larger file is not one of ours.
    private static let mostBytes = 1 << 20

    private let file: URL
    private let threads: NIOThreadPool

    init(folder: String, threads: NIOThreadPool) {
        file = URL(filePath: folder, directoryHint: .isDirectory).appending(path: "dashboard-filters.json")
        self.threads = threads
    }

    /// What was kept; nil where there is nothing yet, or nothing that can be read.
    func read() async -> FilterBook? {
        let path = RawPath(file.path)
        let contents = try? await threads.runIfActive {
            Result { () throws(FileProblem) in try FileSystem.contents(of: path, limit: Self.mostBytes) }
        }
        guard case .success(let bytes)? = contents else { return nil }
        return try? JSONDecoder().decode(FilterBook.self, from: Data(bytes))
    }

    /// Replaces the file in one step, so that another dashboard never reads half of it.
    /// - Returns: why it could not be written; nil: it was.
    func write(_ book: FilterBook) async -> String? {
        let file = file
        let written = try? await threads.runIfActive {
            Result {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                try encoder.encode(book).write(to: file, options: .atomic)
            }
        }
        guard case .failure(let error)? = written else { return nil }
        return error.localizedDescription
    }
}
