// The structures of stat(2) belong to whichever of these two modules the build loads first.
@preconcurrency import CDispatch
@preconcurrency import Glibc

/// Reads folders and files by their raw names. Every call may block, so it runs on the file threads only.
package enum FileSystem {
    /// The entries of a folder in no order, without `.` and `..`.
    /// - Parameter heard: is told of what has been read so far after each entry; false ends the reading.
    package static func entries(
        of folder: RawPath, heard: ([FileEntry]) -> Bool = { _ in true }
    ) throws(FileProblem) -> [FileEntry] {
        var entries: [FileEntry] = []
        try forEachName(in: folder) { name, descriptor in
            entries.append(entry(name, in: descriptor))
            return heard(entries)
        }
        return entries
    }

    /// One level of a tree: links to files are followed, links to folders are counted.
    static func branch(of folder: RawPath) throws(FileProblem) -> Branch {
        var branch = Branch()
        try forEachName(in: folder) { name, descriptor in
            if branch.identity == nil { branch.identity = identity(of: descriptor) }
            let path = cString(name)
            var link = stat()
            let isLink = fstatat(descriptor, path, &link, AT_SYMLINK_NOFOLLOW) == 0 && link.st_mode & S_IFMT == S_IFLNK
            let found = entry(name, in: descriptor)
            switch found.kind {
            case .folder where isLink: branch.links += 1
            case .folder: branch.folders.append(found)
            case .file: branch.files.append(found)
            case .brokenLink, .other: branch.others += 1
            }
            return true
        }
        return branch
    }

    /// What is at a path, links followed.
    package static func kind(of path: RawPath) throws(FileProblem) -> (kind: FileEntry.Kind, version: FileVersion) {
        var facts = stat()
        guard stat(cString(path.bytes), &facts) == 0 else { throw FileProblem(.readFile, path, errno) }
        let kind: FileEntry.Kind =
            switch facts.st_mode & S_IFMT {
            case S_IFDIR: .folder
            case S_IFREG: .file
            default: .other
            }
        return (kind, FileVersion(path: path, size: Int(facts.st_size), modified: modified(facts)))
    }

    /// The start of a regular file, and which version of the file it is of.
    package static func inspection(
        of file: RawPath, limit: Int
    ) throws(FileProblem) -> (version: FileVersion, head: [UInt8]) {
        let descriptor = try openFile(file)
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw FileProblem(.readFile, file, errno) }
        let head = try read(descriptor, of: file, limit: limit)
        return (FileVersion(path: file, size: Int(facts.st_size), modified: modified(facts)), head)
    }

    private static func forEachName(
        in folder: RawPath, _ body: (_ name: [UInt8], _ folder: Int32) -> Bool
    ) throws(FileProblem) {
        guard let stream = opendir(cString(folder)) else { throw FileProblem(.openFolder, folder, errno) }
        defer { closedir(stream) }
        let descriptor = dirfd(stream)
        while let found = readdir(stream) {
            let name = withUnsafeBytes(of: &found.pointee.d_name) { field in
                Array(field.prefix { $0 != 0 })
            }
            if name == [0x2E] || name == [0x2E, 0x2E] { continue }
            guard body(name, descriptor) else { return }
        }
    }

    private static func identity(of descriptor: Int32) -> Branch.Identity? {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return nil }
        return Branch.Identity(device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino))
    }

    private static func modified(_ facts: stat) -> Int64 {
        Int64(facts.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(facts.st_mtim.tv_nsec)
    }

    /// At most `limit` bytes from the start of a regular file.
    package static func head(of file: RawPath, limit: Int) throws(FileProblem) -> [UInt8] {
        let descriptor = try openFile(file)
        defer { close(descriptor) }
        return try read(descriptor, of: file, limit: limit)
    }

    /// A whole regular file.
    /// - Throws: also when it holds more than `limit` bytes.
    package static func contents(of file: RawPath, limit: Int) throws(FileProblem) -> [UInt8] {
        let bytes = try head(of: file, limit: limit + 1)
        guard bytes.count <= limit else { throw FileProblem(.readFile, file, EFBIG) }
        return bytes
    }

    /// Without links, `.` and `..`; a path that does not exist comes back as it is, or as the root when it is relative.
    package static func absolute(_ path: String) -> RawPath {
        guard let resolved = realpath(path, nil) else { return RawPath(path.hasPrefix("/") ? path : "/") }
        defer { free(resolved) }
        return RawPath(bytes: Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved))))
    }

    private static func entry(_ name: [UInt8], in folder: Int32) -> FileEntry {
        var facts = stat()
        let path = cString(name)
        guard fstatat(folder, path, &facts, 0) == 0 else {
            let isLink =
                fstatat(folder, path, &facts, AT_SYMLINK_NOFOLLOW) == 0 && facts.st_mode & S_IFMT == S_IFLNK
            return FileEntry(name: name, kind: isLink ? .brokenLink : .other)
        }
        let modified = modified(facts)
        switch facts.st_mode & S_IFMT {
        case S_IFDIR: return FileEntry(name: name, kind: .folder, modified: modified)
        case S_IFREG: return FileEntry(name: name, kind: .file, size: Int(facts.st_size), modified: modified)
        default: return FileEntry(name: name, kind: .other, modified: modified)
        }
    }

    /// Never waits for the other end of a pipe, and takes regular files only.
    private static func openFile(_ file: RawPath) throws(FileProblem) -> Int32 {
        let descriptor = open(cString(file), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileProblem(.readFile, file, errno) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw FileProblem(.readFile, file, EINVAL)
        }
        return descriptor
    }

    private static func read(_ descriptor: Int32, of file: RawPath, limit: Int) throws(FileProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(limit, 1 << 18))
        while bytes.count < limit {
            let wanted = min(buffer.count, limit - bytes.count)
            let got = Glibc.read(descriptor, &buffer, wanted)
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                throw FileProblem(.readFile, file, errno)
            }
            bytes.append(contentsOf: buffer[..<got])
        }
        return bytes
    }

    private static func cString(_ path: RawPath) -> [CChar] { cString(path.bytes) }

    private static func cString(_ bytes: [UInt8]) -> [CChar] {
        bytes.map { CChar(bitPattern: $0) } + [0]
    }
}
