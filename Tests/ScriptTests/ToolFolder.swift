import Foundation
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
        }
    }
}
