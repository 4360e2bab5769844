import Glibc
import Processes

/// The end of a child that should have gone on.
struct DrillFailure: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case signal(Int32)
        /// It left with this status, its work undone.
        case exit(Int32)
        /// It was busy with one file for too long, and was killed.
        case hang
    }

    /// The file that it was working on, or the last one before its end.
    var index: Int
    var kind: Kind
    /// The file had been reported as done when the child failed.
    var isAfterReport: Bool
    /// The last words of its standard error.
    var errors: String

    /// `SIGSEGV`, `exit-3` or `hang`: fit for a file's name.
    var name: String {
        switch kind {
        case .hang: "hang"
        case .exit(let status): ProcessEnd.exit(status).name
        case .signal(let number): ProcessEnd.signal(number).name
        }
    }
}

extension DrillFailure.Kind {
    init(_ end: ProcessEnd) {
        switch end {
        case .exit(let status): self = .exit(status)
        case .signal(let number): self = .signal(number)
        }
    }
}
