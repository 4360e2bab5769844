import Glibc
import Processes

/// Every n-th file, worked off by one child after another: behind one that fails, the next begins. Blocks.
struct DrillLane: Sendable {
    let program: String
    /// In front of `--from`, `--stride` and `--to`.
    let arguments: [String]
    let stride: Int
    let end: Int
    /// Longest time for one file.
    let patience: Duration
    /// Longest time until a child's first file, which it may spend reading its corpus on a busy machine.
    let startPatience: Duration
    /// Kept of the end of a child's standard error.
    private static let errorBytes = 2048

    /// - Parameter first: this lane's first index.
    func run(from first: Int, tell: (DrillEvent) -> Void) {
        var next = first
        while next < end {
            do throws(CommandError) {
                guard let following = try runChild(from: next, tell: tell) else { return }
                next = following
            } catch {
                return tell(.lost(reason: error.message))
            }
        }
    }

    /// - Returns: the first index that is left to do; nil when this lane has come to its end.
    private func runChild(from first: Int, tell: (DrillEvent) -> Void) throws(CommandError) -> Int? {
        var child = try start(from: first)
        var output = OutputPipe(child.channel)
        var errors = OutputPipe(child.errors)
        var current: Int?
        var last: Int?
        var deadline = ContinuousClock.now + startPatience
        var isHanging = false
        while output.isOpen {
            guard OutputPipe.wait(for: [output, errors], until: deadline) else {
                isHanging = true
                child.kill()
                break
            }
            errors.fill()
            errors.keepLast(Self.errorBytes)
            output.fill()
            for line in output.takeLines().compactMap({ DrillLine($0) }) {
                switch line {
                case .begins(let index):
                    current = index
                    last = index
                case .ends(let outcome):
                    current = nil
                    tell(.outcome(outcome))
                }
                deadline = .now + patience
            }
        }
        let kind = DrillFailure.Kind(child.wait())
        errors.fill()
        errors.keepLast(Self.errorBytes)
        guard let last else {
            let name = DrillFailure(index: 0, kind: isHanging ? .hang : kind, isAfterReport: false, errors: "").name
            throw CommandError("A child failed before its first file (\(name)). \(errors.rest)")
        }
        let isDone = current == nil && last + stride >= end
        if isDone, kind == .exit(0) { return nil }
        tell(
            .failure(
                DrillFailure(
                    index: last, kind: isHanging ? .hang : kind, isAfterReport: current == nil, errors: errors.rest)))
        return last + stride
    }

    private func start(from first: Int) throws(CommandError) -> SpawnedProcess {
        do throws(ProcessError) {
            return try SpawnedProcess(
                program, arguments + ["--from", "\(first)", "--stride", "\(stride)", "--to", "\(end)"], .output)
        } catch {
            throw CommandError(error.message)
        }
    }
}
