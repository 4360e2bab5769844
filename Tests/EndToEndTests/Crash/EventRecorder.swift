import API
import Client
import Synchronization

/// What a follower of the events has seen so far, reconnects included.
final class EventRecorder: Sendable {
    private struct State {
        var finishes: [String: [Job]] = [:]
        var sequences: [Int64] = []
        var disconnects = 0
    }

    private let state = Mutex(State())

    /// Every snapshot in which a job was finished, by job.
    var finishes: [String: [Job]] { state.withLock { $0.finishes } }
    var sequences: [Int64] { state.withLock { $0.sequences } }
    var disconnects: Int { state.withLock { $0.disconnects } }

    func follow(_ client: HTTPServiceClient) async {
        for await event in client.follow(after: 0) {
            state.withLock { state in
                switch event {
                case .job(let sequence, let job):
                    state.sequences.append(sequence)
                    if job.status.isFinished { state.finishes[job.id, default: []].append(job) }
                case .disconnected:
                    state.disconnects += 1
                case .connecting, .character, .live, .forgotten, .gap, .replaced:
                    break
                }
            }
        }
    }
}
