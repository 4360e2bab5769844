import Foundation
import Glibc

/// Processes as the system lists them.
package enum ProcessTree {
    /// Ids of the running children of a process; dead ones that nobody has awaited don't count.
    package static func children(of parent: Int32) -> [Int32] {
        let ids = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
        return ids.filter { id in
            guard let fields = status(of: id) else { return false }
            return fields.parent == parent && fields.state != "Z"
        }.sorted()
    }

    package static func isAlive(_ id: Int32) -> Bool { status(of: id).map { $0.state != "Z" } ?? false }

    /// From `/proc/ID/stat`, whose second field is a name that may hold anything.
    private static func status(of id: Int32) -> (state: String, parent: Int32)? {
        guard let file = FileHandle(forReadingAtPath: "/proc/\(id)/stat"), let data = try? file.readToEnd() else {
            return nil
        }
        let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 1, let parent = Int32(fields[1]) else { return nil }
        return (String(fields[0]), parent)
    }
}
