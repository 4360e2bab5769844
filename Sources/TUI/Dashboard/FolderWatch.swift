import Foundation

/// Tells when a folder changes: at once by the kernel's notices, and by its time stamp where there are none, as on
/// network file systems.
struct FolderWatch: Sendable {
    /// Between two looks at the notices, which are only read, and every fourth time at the time stamp.
    private static let pace = Duration.milliseconds(500)

    let files: FileReader
    let time: TimeSource

    /// Until the task is cancelled.
    func watch(_ folder: RawPath, changed: @Sendable () -> Void) async {
        var notices = await notices(of: folder)
        var stamp = await files.modified(folder)
        var round = 0
        while (try? await time.sleep(Self.pace)) != nil, !Task.isCancelled {
            round += 1
            var isChanged = notices?.take() ?? false
            if round % 4 == 0, let now = await files.modified(folder), now != stamp {
                stamp = now
                isChanged = true
                // It may be another folder of the same name by now.
                notices = await self.notices(of: folder)
            }
            if isChanged { changed() }
        }
    }

    /// On a file thread: to find a folder may take as long as to read it.
    private func notices(of folder: RawPath) async -> FolderNotices? {
        await files.perform { FolderNotices(folder) } ?? nil
    }
}
