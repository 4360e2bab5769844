import Client
import Foundation
import Inference

/// Fetches one model of the catalogue into a folder of packages.
struct ModelPull {
    let entry: CatalogEntry
    let target: URL
    /// When to give up; nil: as long as bytes come.
    let end: ContinuousClock.Instant?
    /// As it was asked for, for messages.
    let seconds: Double?
    let isOnce: Bool

    /// Bytes of labels, at most; the catalogue does not say how many there are.
    private static let maxLabelBytes: Int64 = 16 * 1024 * 1024

    func run() async throws(CommandError) {
        let before = ModelShelfView(folders: folders)
        if let here = try await installed(before) {
            if !isOnce { StandardError.write("top5: \(shown(here.id)) is here already, in \(here.folder.path)\n") }
            return
        }
        let note = PullNote(entry.name)
        let again = "to try again: top5 models pull \(entry.name)"
        if isOnce, note.isFresh {
            StandardError.write("top5: \(entry.name) could not be fetched the last time; \(again)\n")
            return
        }
        let limit = seconds.map { ", \(String(format: "%g", $0)) s at most" } ?? ""
        StandardError.write("top5: fetching \(shown(entry.name)), \(ByteText.of(Int64(entry.bytes)))\(limit)\n")
        do throws(CommandError) {
            let package = try await fetch(
                isMissing: !before.entries.contains { $0.id == entry.package?.id && $0.error == nil })
            note.remove()
            let change = try keepTheDefault(before)
            StandardError.write("top5: \(shown(package.id)) is in \(package.folder.path).\(change)\n")
        } catch {
            guard isOnce else { throw error }
            note.write(error.message)
            throw CommandError("no \(entry.name): \(error.message); top5 uses what it has; \(again)")
        }
    }

    private func keepTheDefault(_ before: ModelShelfView) throws(CommandError) -> String {
        do throws(InferenceError) {
            return try DefaultChange(before: before, after: ModelShelfView(folders: folders)).keepingTheOld(in: target)
        } catch {
            throw CommandError(error)
        }
    }

    private var folders: [URL] { [target] + ModelFolders.all(given: []).filter { $0.path != target.path } }

    /// The package, if it is here and whole; a damaged one is fetched again.
    private func installed(_ view: ModelShelfView) async throws(CommandError) -> ModelEntry? {
        guard let id = entry.package?.id, let here = view.entries.first(where: { $0.id == id }), here.error == nil
        else {
            return nil
        }
        // A start of top5 does not read whole models; loading checks the sum.
        if isOnce { return here }
        do throws(InferenceError) {
            try await ModelCheck.run(try ModelPackage.open(here.folder))
            return here
        } catch {
            StandardError.write("top5: \(shown(error.message)) Fetching it again.\n")
            return nil
        }
    }

    /// - Parameter isMissing: whether there was no package when this pull began, not even a damaged one.
    private func fetch(isMissing: Bool) async throws(CommandError) -> ModelPackage {
        do {
            guard let installation = try await takePlace(isMissing: isMissing) else {
                // The other process was done first.
                return try ModelPackage.open(target.appending(path: entry.package?.id ?? entry.name))
            }
            let progress = PullProgress(entry.name)
            defer { progress.end() }
            if let labels = entry.labelsURL, let sum = entry.labelsSHA256 {
                try await download(
                    DownloadRequest(
                        url: labels, destination: installation.labelsFile, sha256: sum, maxBytes: Self.maxLabelBytes))
            }
            try await download(
                DownloadRequest(
                    url: entry.url, destination: installation.modelFile, sha256: entry.sha256,
                    bytes: Int64(entry.bytes))
            ) { progress.note($0) }
            let package = try await installation.finish()
            removeDamaged(package)
            return package
        } catch let error as InferenceError {
            throw CommandError(error)
        } catch let error as DownloadError {
            throw CommandError(error)
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError("\(entry.name) was not fetched: \(error)")
        }
    }

    /// The folder for the downloads, waited for while another process has it; nil when that one has finished meanwhile,
    /// be it while this one waited or before it came to ask.
    private func takePlace(isMissing: Bool) async throws -> ModelInstallation? {
        var hasWaited = false
        while true {
            if let installation = try ModelInstallation.begin(entry, into: target) {
                guard hasWaited || isMissing, let id = entry.package?.id,
                    (try? ModelPackage.open(target.appending(path: id))) != nil
                else { return installation }
                installation.abandon()
                return nil
            }
            if !hasWaited {
                StandardError.write("top5: another top5 is fetching \(shown(entry.name)); waiting for it\n")
            }
            hasWaited = true
            if let end, ContinuousClock.now >= end { throw timeout }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func download(
        _ request: DownloadRequest, onProgress: @escaping @Sendable (DownloadProgress) -> Void = { _ in }
    ) async throws {
        var limits = DownloadLimits()
        if let end {
            let left = end - .now
            guard left > .zero else { throw timeout }
            limits.total = left
            limits.idle = min(limits.idle, left)
        }
        if try await isDone(request) { return }
        try await Download(request, limits: limits, onProgress: onProgress).run()
    }

    /// An earlier pull that ended before its last file has left the others.
    private func isDone(_ request: DownloadRequest) async throws -> Bool {
        guard FileManager.default.fileExists(atPath: request.destination.path) else { return false }
        if try await FileDigest.isSum(request.sha256, of: request.destination) { return true }
        try FileManager.default.removeItem(at: request.destination)
        return false
    }

    private var timeout: CommandError {
        CommandError("\(entry.name) was not fetched within \(String(format: "%g", seconds ?? 0)) s. What came is kept.")
    }

    /// A broken package of the same id in a folder of another name would still be found first.
    private func removeDamaged(_ package: ModelPackage) {
        let old = ModelShelfView(folders: [target]).entries.filter {
            $0.manifest?.id == package.id && $0.folder.lastPathComponent != package.folder.lastPathComponent
        }
        for entry in old { try? StagingFolder.throwAway(entry.folder) }
    }
}
