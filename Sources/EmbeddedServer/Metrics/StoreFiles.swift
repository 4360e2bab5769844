import Foundation
import Glibc

/// The sizes around the queue's database.
struct StoreFiles {
    let path: String

    /// The database and its write-ahead log.
    var bytes: Int {
        [path, path + "-wal"].reduce(0) { sum, file in
            sum + ((try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0)
        }
    }

    /// What an unprivileged user can still write; nil where the system does not say.
    var freeBytes: Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }
}
