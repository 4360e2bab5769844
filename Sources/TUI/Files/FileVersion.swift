/// Which version of a file was looked at.
package struct FileVersion: Sendable, Hashable {
    package var path: RawPath
    package var size: Int
    package var modified: Int64

    package init(path: RawPath, size: Int, modified: Int64) {
        self.path = path
        self.size = size
        self.modified = modified
    }
}
