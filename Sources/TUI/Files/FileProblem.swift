import Glibc

/// Why a folder or a file could not be read.
package struct FileProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Operation: Sendable, Equatable {
        case openFolder, readFile
    }

    package let operation: Operation
    package let path: RawPath
    /// The system's `errno`.
    package let number: Int32

    package init(_ operation: Operation, _ path: RawPath, _ number: Int32) {
        self.operation = operation
        self.path = path
        self.number = number
    }

    /// The reason alone: short enough for a pane.
    package var reason: String {
        switch number {
        case EACCES, EPERM: Strings.noPermission
        case ENOENT: Strings.isGone
        case ENOTDIR: Strings.isNoFolder
        case EFBIG: Strings.tooLargeToPreview
        case EINVAL: Strings.isNoRegularFile
        default: "\(Strings.systemError) \(number)"
        }
    }

    package var isGone: Bool { number == ENOENT || number == ENOTDIR }

    package var description: String { "\(path.name): \(reason)" }
}
