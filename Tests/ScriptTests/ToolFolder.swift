import Foundation
import Glibc
import TestSupport

/// A folder for `PATH`: the named tools of this machine, and stand-ins that print what a test wants to hear.
struct ToolFolder {
    private let folder: TemporaryFolder

    var path: String { folder.url.path }

    init(tools: [String] = [], standIns: [String: String] = [:]) throws {
        folder = try TemporaryFolder("tools")
        // A tool with a stand-in gets no link: writing to that path would write through it, into the machine's own tool.
        for tool in tools where standIns[tool] == nil {
            let place = ["/usr/bin/", "/bin/"].map { $0 + tool }.first(where: FileManager.default.isExecutableFile)
            guard let place else { continue }
            try FileManager.default.createSymbolicLink(
                atPath: folder.file(tool).path, withDestinationPath: place)
        }
        for (name, body) in standIns {
            let file = folder.file(name)
            try Data("#!/bin/sh\n\(body)\n".utf8).write(to: file, options: .withoutOverwriting)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
            try Self.waitUntilNobodyWrites(file.path)
        }
    }

    /// A process that another test forks just now holds the file open for writing until it executes its own program, and
    /// until then nobody can execute the file ("text file busy"). A read lease is granted once there is no writer.
    private static func waitUntilNobodyWrites(_ path: String) throws {
        let setLease: Int32 = 1024  // F_SETLEASE, a macro that Swift does not see
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let deadline = ContinuousClock.now + .seconds(5)
        while fcntl(descriptor, setLease, Int32(F_RDLCK)) != 0 {
            // A file system without leases cannot tell.
            guard errno == EAGAIN else { return }
            guard ContinuousClock.now < deadline else {
                throw ChildProcess.Failure("\(path) stays open for writing")
            }
            sched_yield()
        }
        _ = fcntl(descriptor, setLease, Int32(F_UNLCK))
    }
}
