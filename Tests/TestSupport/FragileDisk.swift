package import Foundation

/// A file system in a file that a program gets instead of a folder, and that turns itself read-only when it is told to, as
/// one does that has met an error. Its content stays; the next program that gets it finds it checked and writable.
package struct FragileDisk: Sendable {
    private let folder: URL
    private let image: URL

    /// - Parameter image: the file; made when it is missing.
    package init(at folder: URL, image: URL) {
        self.folder = folder
        self.image = image
    }

    /// Whether this system lets us: as root, with ext4, loop devices and its switch for errors.
    package static func isAvailable() async -> Bool {
        guard let folder = try? TemporaryFolder("mount"), CommandRun.program("mkfs.ext4") != nil else { return false }
        let disk = FragileDisk(at: folder.file("d"), image: folder.file("image"))
        let find =
            #"ls /sys/fs/ext4/$(findmnt -no SOURCE "\#(folder.file("d").path)" | sed s,/dev/,,)/trigger_fs_error"#
        let command = disk.prefix + ["sh", "-c", find]
        let run = try? await CommandRun.of(URL(filePath: command[0]), Array(command.dropFirst()))
        return run?.exit == .code(0)
    }

    /// Put before a command: checks and mounts the disk and becomes the command.
    package var prefix: [String] {
        // 1: e2fsck has mended something.
        let script = """
            mkdir -p "$1" || exit 1
            [ -e "$2" ] || { truncate -s 64M "$2" && mkfs.ext4 -q -F "$2" || exit 1; }
            e2fsck -y -f "$2" >/dev/null 2>&1 || [ $? -eq 1 ] || exit 1
            mount -o loop,errors=remount-ro "$2" "$1" && shift 2 && exec "$@"
            """
        return ["/usr/bin/env", "unshare", "--mount", "sh", "-c", script, "sh", folder.path, image.path]
    }

    /// Lets the disk of a running program meet an error.
    package func fail(of process: Int32) throws {
        let mounts = try String(contentsOfFile: "/proc/\(process)/mounts", encoding: .utf8)
        guard
            let device = mounts.split(separator: "\n").first(where: { $0.contains(" \(folder.path) ") })?
                .split(separator: " ").first?.split(separator: "/").last
        else { throw ChildProcess.Failure("process \(process) has no \(folder.path):\n\(mounts)") }
        let file = try FileHandle(forWritingTo: URL(filePath: "/sys/fs/ext4/\(device)/trigger_fs_error"))
        try file.write(contentsOf: Data("1".utf8))
        try file.close()
    }
}
