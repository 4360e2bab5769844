package import Foundation

/// A file system of a few megabytes that a program gets instead of a folder; it is gone with the program.
package struct SmallDisk: Sendable {
    package let folder: URL
    package let megabytes: Int

    package init(at folder: URL, megabytes: Int) {
        self.folder = folder
        self.megabytes = megabytes
    }

    /// Whether this system lets us mount: as root, in a mount namespace of the program's own.
    package static func isAvailable() async -> Bool {
        guard let folder = try? TemporaryFolder("mount"), let shell = CommandRun.program("sh") else { return false }
        let disk = SmallDisk(at: folder.file("d"), megabytes: 1)
        let run = try? await CommandRun.of(
            URL(filePath: disk.prefix[0]), Array(disk.prefix.dropFirst()) + [shell.path, "-c", "exit 0"])
        return run?.exit == .code(0)
    }

    /// Put before a command: mounts the disk and becomes the command.
    package var prefix: [String] {
        let script = """
            mkdir -p "$1" && mount -t tmpfs -o size=\(megabytes)m,mode=0700 top5-test "$1" && shift && exec "$@"
            """
        return ["/usr/bin/env", "unshare", "--mount", "sh", "-c", script, "sh", folder.path]
    }

    /// The disk as the program sees it.
    package func path(of process: Int32, _ name: String) -> String { "/proc/\(process)/root\(folder.path)/\(name)" }

    /// Takes all that is left, to the last byte.
    package func fill(of process: Int32) throws {
        let path = path(of: process, "filler")
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw ChildProcess.Failure("cannot write to \(path)")
        }
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? file.close() }
        for size in [1 << 20, 4096, 1] {
            do {
                while true { try file.write(contentsOf: Data(count: size)) }
            } catch {}
        }
    }

    package func makeRoom(of process: Int32) throws {
        try FileManager.default.removeItem(atPath: path(of: process, "filler"))
    }
}
