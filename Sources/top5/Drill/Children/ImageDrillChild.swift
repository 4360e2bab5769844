import Foundation
import Glibc
import Inference

/// The child's side: one damaged file after another through the real path, in this process.
struct ImageDrillChild {
    let mutator: FileMutator

    /// Seconds on one file after which the child ends itself, should nobody be there any more to do it.
    private static let ownPatience: UInt32 = 90

    /// - Throws: `CommandError` when the parent is gone.
    func run(_ indices: StrideTo<Int>) async throws {
        DrilledPath.warmUp()
        for index in indices {
            let bytes = Data(mutator.file(index).bytes)
            try say(.begins(index: index))
            alarm(Self.ownPatience)
            let start = ContinuousClock.now
            let code = await Self.code(of: bytes)
            let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
            alarm(0)
            try say(
                .ends(
                    DrillOutcome(
                        index: index, milliseconds: milliseconds, peakKiB: PeakMemory.kibibytes, code: code)))
        }
    }

    private static func code(of bytes: Data) async -> String {
        do {
            try await DrilledPath.run(bytes)
            return DrillOutcome.decoded
        } catch let error as InferenceError {
            return error.code.rawValue
        } catch {
            StandardError.write("\(error)\n")
            return DrillOutcome.uncoded
        }
    }

    /// At once, past any buffer: a crash must find it said.
    private func say(_ line: DrillLine) throws(CommandError) {
        try StandardOutput.write(line.text + "\n")
    }
}
