import Foundation
package import NIOPosix

/// What is remembered of the user from run to run: two small text files, one line for each thing.
package struct MemoryStore: Sendable {
    /// Commands that the palette can recall.
    private static let mostCommands = 100

    private let folder: String

    /// - Parameter folder: exists; the files in it are made when there is something to remember.
    package init(folder: String) {
        self.folder = folder
    }

    private var tipsFile: String { folder + "/tips" }
    private var commandsFile: String { folder + "/commands" }

    /// Missing or broken files are an empty memory.
    func load(on threads: NIOThreadPool) async -> UserMemory {
        let memory = try? await threads.runIfActive {
            var memory = UserMemory()
            memory.known = Set(lines(of: tipsFile).compactMap(Tip.init(rawValue:)))
            let commands = lines(of: commandsFile)
            memory.commands = commands.suffix(Self.mostCommands)
            // A long history is cut now and then, not at every command.
            if commands.count > 3 * Self.mostCommands {
                let kept = memory.commands.map { $0 + "\n" }.joined()
                try? Data(kept.utf8).write(to: URL(filePath: commandsFile), options: .atomic)
            }
            return memory
        }
        return memory ?? UserMemory()
    }

    /// A full disk costs the user a tip that is told again, nothing else.
    func append(_ entry: MemoryEntry, on threads: NIOThreadPool) async {
        try? await threads.runIfActive {
            switch entry {
            case .tip(let tip): append(tip.rawValue, to: tipsFile)
            case .command(let command): append(command, to: commandsFile)
            }
        }
    }

    private func lines(of file: String) -> [String] {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").map(String.init)
    }

    private func append(_ line: String, to file: String) {
        guard let data = "\(line)\n".data(using: .utf8) else { return }
        if let handle = FileHandle(forWritingAtPath: file) {
            defer { try? handle.close() }
            _ = try? handle.seekToEnd()
            try? handle.write(contentsOf: data)
        } else {
            try? data.write(to: URL(filePath: file))
        }
    }
}
