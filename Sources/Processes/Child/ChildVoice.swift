import Foundation
import Glibc
import Synchronization

/// What a worker process says, from any of its threads, one message at a time.
final class ChildVoice: Sendable {
    private let socket: Mutex<FrameSocket>

    init(_ descriptor: Int32) { socket = Mutex(FrameSocket(descriptor)) }

    /// Ends the process when its service is not there any more.
    func say(_ report: WorkerReport, body: Data = Data()) {
        guard let head = try? JSONEncoder().encode(report) else { return }
        let isHeard = socket.withLock { $0.send(head, body: body) }
        if !isHeard { _exit(0) }
    }
}
