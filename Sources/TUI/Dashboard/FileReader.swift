import Foundation
package import NIOPosix
import Synchronization

/// Reads files on threads of its own, so that a slow disk or a dead mount never holds up the loop.
package struct FileReader: Sendable {
    /// Bytes that are looked at to tell a format and its size in pixels.
    private static let headBytes = 64 << 10
    /// Entries after which the first part of a large folder is shown.
    private static let firstPart = 2_000

    private let threads: NIOThreadPool
    private let decoder: any PreviewDecoder

    /// - Parameter threads: started; stays the caller's.
    package init(threads: NIOThreadPool, decoder: any PreviewDecoder) {
        self.threads = threads
        self.decoder = decoder
    }

    /// Sorted here, off the loop; nil once the threads have been stopped, here and below, and when it was cancelled.
    /// - Parameter part: hears of what there is so far, each time that it has doubled.
    func listing(
        of folder: RawPath, part: @escaping @Sendable (FolderListing) -> Void
    ) async -> Result<FolderListing, FileProblem>? {
        let isCancelled = Flag()
        return await withTaskCancellationHandler {
            await run { () throws(FileProblem) in
                var next = Self.firstPart
                let entries = try FileSystem.entries(of: folder) { entries in
                    guard !isCancelled.isSet else { return false }
                    if entries.count >= next {
                        next *= 2
                        part(FolderListing(entries))
                    }
                    return true
                }
                return isCancelled.isSet ? FolderListing() : FolderListing(entries)
            }
        } onCancel: {
            isCancelled.set()
        }
    }

    func arranged(_ request: ArrangementRequest) async -> [FileEntry]? {
        try? await threads.runIfActive { request.arrangement.applied(to: request.listing) }
    }

    func matches(_ request: GlobRequest) async -> [FileVersion]? {
        try? await threads.runIfActive { request.matches }
    }

    func branch(of folder: RawPath) async -> Result<Branch, FileProblem>? {
        await run { () throws(FileProblem) in
            var branch = try FileSystem.branch(of: folder)
            branch.files = FolderListing(branch.files).entries
            branch.folders = FolderListing(branch.folders).entries
            return branch
        }
    }

    func kind(of path: RawPath) async -> Result<FileEntry.Kind, FileProblem>? {
        await run { () throws(FileProblem) in try FileSystem.kind(of: path).kind }
    }

    func modified(_ folder: RawPath) async -> Result<Int64, FileProblem>? {
        await run { () throws(FileProblem) in try FileSystem.kind(of: folder).version.modified }
    }

    /// Looks at files one after the other.
    func inspections(of files: ArraySlice<FileVersion>) async -> [FileInspection]? {
        let decoder = decoder
        return try? await threads.runIfActive {
            files.map { file in
                do throws(FileProblem) {
                    let (version, head) = try FileSystem.inspection(of: file.path, limit: Self.headBytes)
                    return FileInspection(version: version, facts: .success(Self.facts(head, decoder)))
                } catch {
                    return FileInspection(version: file, facts: .failure(error))
                }
            }
        }
    }

    /// Which of the pasted paths there are.
    func found(_ paths: PastedPaths) async -> PastedFiles? {
        try? await threads.runIfActive { PastedFiles(paths, kind: { try? FileSystem.kind(of: $0) }) }
    }

    /// How a typed path can go on.
    func completion(of typed: TypedPath) async -> PathCompletion? {
        try? await threads.runIfActive { () -> PathCompletion in
            let listing = FolderListing((try? FileSystem.entries(of: typed.parent)) ?? [])
            let entries = typed.name.hasPrefix(".") ? listing.entries : listing.unhidden
            let names = entries.compactMap { entry -> String? in
                // A name that is no text can't be typed.
                guard entry.shown.hasPrefix(typed.name), Array(entry.shown.utf8) == entry.name else { return nil }
                return entry.kind == .folder ? entry.shown + "/" : entry.shown
            }
            return PathCompletion(text: typed.text, names: names)
        }
    }

    /// Whatever blocks and belongs to no folder of the picker.
    func perform<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value? {
        try? await threads.runIfActive { body() }
    }

    private final class Flag: Sendable {
        private let value = Atomic(false)
        var isSet: Bool { value.load(ordering: .relaxed) }
        func set() { value.store(true, ordering: .relaxed) }
    }

    func contents(of file: RawPath) async -> Result<[UInt8], FileProblem>? {
        await run { () throws(FileProblem) in try FileSystem.contents(of: file, limit: Model.largestPreview) }
    }

    func facts(of file: RawPath) async -> FileFacts? {
        let decoder = decoder
        return await run { () throws(FileProblem) -> FileFacts in
            let head = try FileSystem.head(of: file, limit: Self.headBytes)
            return Self.facts(head, decoder)
        }.map { result in
            switch result {
            case .success(let facts): facts
            case .failure(let problem): .unreadable(problem.reason)
            }
        }
    }

    private static func facts(_ head: [UInt8], _ decoder: any PreviewDecoder) -> FileFacts {
        if head.isEmpty { return .empty }
        return decoder.inspect(Data(head)).map(FileFacts.image) ?? .unknownFormat
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(FileProblem) -> Value
    ) async -> Result<Value, FileProblem>? {
        try? await threads.runIfActive { Result(catching: body) }
    }
}
