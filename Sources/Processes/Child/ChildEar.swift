import Foundation
import Glibc
import Synchronization

/// What a worker process is told: read on a thread of its own, so that it hears while it works.
final class ChildEar: Sendable {
    private let descriptor: Int32
    private let voice: ChildVoice
    private let cancelled = Mutex<Int?>(nil)

    init(_ descriptor: Int32, voice: ChildVoice) {
        self.descriptor = descriptor
        self.voice = voice
    }

    func isCancelled(_ id: Int) -> Bool { cancelled.withLock { $0 == id } }

    /// Requests that are work; the process ends with the service's end of the conversation, whatever it is doing.
    func listen() -> AsyncStream<(WorkerRequest, Data)> {
        AsyncStream { requests in
            let thread = Thread { [self] in
                var socket = FrameSocket(descriptor)
                while socket.isOpen {
                    _ = DescriptorWait.wait(for: [descriptor], until: nil)
                    socket.fill()
                    do {
                        while let frame = try socket.next() {
                            let request = try JSONDecoder().decode(WorkerRequest.self, from: frame.head)
                            switch request {
                            case .ping: voice.say(.pong)
                            case .cancel(let id): cancelled.withLock { $0 = id }
                            case .load, .work: requests.yield((request, frame.body))
                            }
                        }
                    } catch {
                        FileHandle.standardError.write(Data("A request can't be read: \(error)\n".utf8))
                        _exit(3)
                    }
                }
                _exit(0)
            }
            thread.start()
        }
    }
}
