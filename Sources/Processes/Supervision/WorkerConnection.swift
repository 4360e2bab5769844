import Foundation
import Glibc
import Inference

/// A worker process and what is said to and by it. Blocks.
struct WorkerConnection: ~Copyable {
    enum Event {
        case report(WorkerReport, body: Data)
        /// Somebody has something to tell the lane.
        case woken
        case timeout
        /// It has ended, or is about to.
        case closed
        /// It sent what is no message: why, to follow "The worker process was killed".
        case nonsense(String)
    }

    private var process: SpawnedProcess
    private var socket: FrameSocket
    private var errors: OutputPipe
    /// What it has loaded.
    var models: Set<ModelReference> = []

    /// Kept of the end of its standard error, bytes.
    private static let errorBytes = 2048

    /// - Throws: `ProcessError` where the system starts no process.
    init(_ settings: WorkerSettings) throws(ProcessError) {
        process = try SpawnedProcess(settings.program, settings.childArguments, .conversation)
        socket = FrameSocket(process.channel)
        errors = OutputPipe(process.errors)
    }

    var processID: Int32 { process.id }
    var lastWords: String { errors.rest }

    mutating func next(until deadline: ContinuousClock.Instant, wake: WakeEvent) -> Event {
        while true {
            do {
                if let frame = try socket.next() {
                    return .report(try JSONDecoder().decode(WorkerReport.self, from: frame.head), body: frame.body)
                }
            } catch let error as ProcessError {
                return .nonsense(error.message)
            } catch {
                return .nonsense("it sent a message that this version does not know")
            }
            guard socket.isOpen else { return .closed }
            let watched = [wake.descriptor, socket.descriptor] + (errors.isOpen ? [errors.descriptor] : [])
            guard let ready = DescriptorWait.wait(for: watched, until: deadline) else { return .timeout }
            if watched.count > 2, ready[2] { readErrors() }
            if ready[1] { socket.fill() }
            if ready[0] {
                wake.clear()
                return .woken
            }
        }
    }

    /// - Returns: false when it does not listen, or not before the deadline.
    func send(_ request: WorkerRequest, body: Data = Data(), until deadline: ContinuousClock.Instant) -> Bool {
        guard let head = try? JSONEncoder().encode(request) else { return false }
        return socket.send(head, body: body, until: deadline)
    }

    /// Lets an idle process end by itself, for a moment, and then kills it.
    mutating func close() {
        shutdown(process.channel, Int32(SHUT_WR))
        let deadline = ContinuousClock.now + WorkerSettings.endLimit
        while socket.isOpen, DescriptorWait.wait(for: [socket.descriptor], until: deadline) != nil { socket.fill() }
        _ = end()
    }

    /// Kills it, unless it is dead already or about to be, and tells how it ended.
    mutating func end() -> ProcessEnd {
        // One that is on its way out keeps the end that it has come to.
        process.kill()
        let end = process.wait()
        readErrors()
        return end
    }

    private mutating func readErrors() {
        errors.fill()
        errors.keepLast(Self.errorBytes)
    }
}
