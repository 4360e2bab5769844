package import NIOPosix

/// Reads files on threads of its own, so that a slow disk or a dead mount never holds up the loop.
package struct FileReader: Sendable {
    /// Bytes that are looked at to tell a format and its size in pixels.
    private static let headBytes = 64 << 10

    private let threads: NIOThreadPool
    private let decoder: any PreviewDecoder

    /// - Parameter threads: started; stays the caller's.
    package init(threads: NIOThreadPool, decoder: any PreviewDecoder) {
        self.threads = threads
        self.decoder = decoder
    }

    /// Sorted here, off the loop; nil once the threads have been stopped, here and below.
    func entries(of folder: RawPath) async -> Result<[FileEntry], FileProblem>? {
        await run { () throws(FileProblem) in
            try FileSystem.entries(of: folder).sorted(by: NaturalOrder.precedes)
        }
    }

    func contents(of file: RawPath) async -> Result<[UInt8], FileProblem>? {
        await run { () throws(FileProblem) in try FileSystem.contents(of: file, limit: Model.largestPreview) }
    }

    func facts(of file: RawPath) async -> FileFacts? {
        let decoder = decoder
        return await run { () throws(FileProblem) -> FileFacts in
            let head = try FileSystem.head(of: file, limit: Self.headBytes)
            if head.isEmpty { return .empty }
            return decoder.inspect(.init(head)).map(FileFacts.image) ?? .unknownFormat
        }.map { result in
            switch result {
            case .success(let facts): facts
            case .failure(let problem): .unreadable(problem.reason)
            }
        }
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(FileProblem) -> Value
    ) async -> Result<Value, FileProblem>? {
        try? await threads.runIfActive { Result(catching: body) }
    }
}
