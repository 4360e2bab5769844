import Synchronization
import Testing

@testable import TUI

/// A terminal in memory: a test types and looks.
final class ScriptedTerminal: Terminal {
    private struct State {
        var frames: [Frame] = []
        /// The first frame that a test may still see: the one that it saw last, or the newest at its last input.
        var first = 0
        var redraws = 0
        var takesMouse = false
        var copied: [String] = []
        var isRunning = false
        var isGivenUp = false
        var waiting: [(condition: @Sendable (Frame) -> Bool, continuation: CheckedContinuation<Frame, Never>)] = []
    }

    private let state = Mutex(State())
    private let events: AsyncStream<TerminalEvent>
    private let input: AsyncStream<TerminalEvent>.Continuation
    private let size: Size

    init(rows: Int = 24, columns: Int = 80) {
        size = Size(rows: rows, columns: columns)
        (events, input) = AsyncStream.makeStream()
    }

    var capabilities: TerminalCapabilities { TerminalCapabilities(colors: .trueColor, unicode: true) }

    func start() throws(TerminalError) -> AsyncStream<TerminalEvent> {
        state.withLock { $0.isRunning = true }
        input.yield(.resize(size))
        return events
    }

    func draw(_ frame: Frame, cursor: Position?) {
        let ready = state.withLock { state in
            state.frames.append(frame)
            let ready = state.waiting.filter { $0.condition(frame) }
            if !ready.isEmpty { state.first = state.frames.count - 1 }
            state.waiting.removeAll { $0.condition(frame) }
            return ready
        }
        for entry in ready { entry.continuation.resume(returning: frame) }
    }

    func setMouse(_ isTaken: Bool) { state.withLock { $0.takesMouse = isTaken } }
    func redraw() { state.withLock { $0.redraws += 1 } }
    func suspend() {}

    func copy(_ text: String) -> Bool {
        state.withLock { $0.copied.append(text) }
        return true
    }
    func stop() { state.withLock { $0.isRunning = false } }

    func send(_ event: TerminalEvent) {
        state.withLock { $0.first = max($0.first, $0.frames.count - 1) }
        input.yield(event)
    }

    func press(_ keys: Key...) {
        for key in keys { send(.key(key)) }
    }

    func type(_ text: String) {
        for character in text { send(.key(.character(character))) }
    }

    /// Waits until a frame shows every text, also one that was replaced while the test did not get its turn; the test's time
    /// limit ends the wait.
    @discardableResult
    func see(_ texts: String..., sourceLocation: SourceLocation = #_sourceLocation) async -> Frame {
        let condition: @Sendable (Frame) -> Bool = { frame in
            let shown = frame.text()
            return texts.allSatisfy { shown.contains($0) }
        }
        let frame = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let present = state.withLock { state -> Frame? in
                    if let index = state.frames.indices.dropFirst(state.first).first(where: {
                        condition(state.frames[$0])
                    }) {
                        state.first = index
                        return state.frames[index]
                    }
                    if let last = state.frames.last, state.isGivenUp { return last }
                    state.waiting.append((condition, continuation))
                    return nil
                }
                if let present { continuation.resume(returning: present) }
            }
        } onCancel: {
            giveUp()
        }
        if !condition(frame) {
            Issue.record("\(texts) did not all appear on:\n\(frame.text())", sourceLocation: sourceLocation)
        }
        return frame
    }

    private func giveUp() {
        let (waiting, last) = state.withLock { state in
            state.isGivenUp = true
            defer { state.waiting = [] }
            return (state.waiting, state.frames.last ?? Frame(size: Size(rows: 0, columns: 0)))
        }
        for entry in waiting { entry.continuation.resume(returning: last) }
    }

    var frameCount: Int { state.withLock { $0.frames.count } }
    var takesMouse: Bool { state.withLock { $0.takesMouse } }
    var copied: [String] { state.withLock { $0.copied } }
    var redraws: Int { state.withLock { $0.redraws } }
    var isRunning: Bool { state.withLock { $0.isRunning } }
}
