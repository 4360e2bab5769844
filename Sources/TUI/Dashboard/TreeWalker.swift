import Foundation

/// Walks trees folder by folder, each on a file thread, so that other readings get their turn between two.
struct TreeWalker: Sendable {
    /// Seconds between two messages about a walk that goes on.
    private static let pace = Duration.milliseconds(150)

    let files: FileReader
    let time: TimeSource

    /// Ends with a batch that says so, or without one when the task is cancelled.
    func walk(_ request: TreeRequest, post: @Sendable (TreeBatch) -> Void) async {
        // The next folder is the last one.
        var pending = Array(request.roots.reversed())
        var seen: Set<Branch.Identity> = []
        var batch = TreeBatch()
        var count = 0
        var posted = time.uptime()
        while let folder = pending.popLast() {
            guard !Task.isCancelled, let result = await files.branch(of: folder), !Task.isCancelled else { return }
            switch result {
            case .failure(let problem): batch.problems.append(problem)
            case .success(let branch):
                // A folder that is mounted within itself is walked once.
                if let identity = branch.identity, !seen.insert(identity).inserted { continue }
                let room = TreeWalk.mostImages - count
                let before = batch.images.count
                take(branch, of: folder, request, into: &batch)
                count += batch.images.count - before
                if count > TreeWalk.mostImages {
                    batch.images = Array(batch.images.prefix(before + room))
                    batch.isCut = true
                    pending = []
                } else {
                    pending += subfolders(of: branch, folder, request).reversed()
                }
            }
            if time.uptime() - posted >= Self.pace, !pending.isEmpty {
                post(batch)
                batch = TreeBatch()
                posted = time.uptime()
            }
        }
        batch.isEnd = true
        post(batch)
    }

    private func take(_ branch: Branch, of folder: RawPath, _ request: TreeRequest, into batch: inout TreeBatch) {
        batch.folders += 1
        batch.links += branch.links
        batch.others += branch.others
        for entry in branch.files where request.includesHidden || !entry.isHidden {
            if entry.looksLikeImage {
                batch.images.append(
                    FileVersion(path: folder.appending(entry.name), size: entry.size, modified: entry.modified))
            } else {
                batch.others += 1
            }
        }
    }

    private func subfolders(of branch: Branch, _ folder: RawPath, _ request: TreeRequest) -> [RawPath] {
        branch.folders.filter { request.includesHidden || !$0.isHidden }.map { folder.appending($0.name) }
    }
}
