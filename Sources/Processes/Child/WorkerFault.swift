import Foundation
import Glibc
import Inference

/// A fault on demand, so that tests and drills can see what becomes of it: `TOP5_WORKER_FAULT` is `KIND:MARK`, with the
/// bytes that mark an image, or `KIND:` for the start of the process. Only worker processes look at it.
struct WorkerFault: Sendable {
    private enum Kind: String {
        case crash, hang, exit
    }

    private let kind: Kind
    private let mark: Data

    static var given: WorkerFault? {
        let words = ProcessInfo.processInfo.environment["TOP5_WORKER_FAULT"]?
            .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let words, words.count == 2, let kind = Kind(rawValue: String(words[0])) else { return nil }
        return WorkerFault(kind: kind, mark: Data(words[1].utf8))
    }

    func start() {
        if mark.isEmpty { strike() }
    }

    func meet(_ image: Data, at step: ClassificationStep) {
        if step == .decoding, image.range(of: mark) != nil { strike() }
    }

    private func strike() {
        switch kind {
        case .crash:
            kill(getpid(), SIGSEGV)
            // The signal may take another thread: this one must get no further meanwhile.
            while true { pause() }
        case .exit: _exit(7)
        case .hang: while true { pause() }
        }
    }
}
