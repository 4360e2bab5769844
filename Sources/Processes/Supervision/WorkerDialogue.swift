import Foundation
import Inference

/// What is said between a service and one worker process, request by request. Blocks.
struct WorkerDialogue {
    enum Loading {
        case loaded
        case refused(InferenceError)
        /// The process has to be ended, if it has not ended.
        case crashed(WorkerCrash.Cause?)
        case stopped
    }

    enum Idling {
        case over
        /// The process has to be ended, if it has not ended.
        case ended(WorkerCrash.Cause?)
    }

    enum Working {
        /// The item has ended, and the process takes the next one.
        case done
        /// The item has ended, and so has the process.
        case gone
        /// The process did not take the item; it has to be ended, if it has not ended.
        case deaf(WorkerCrash.Cause?)
        case stopped
    }

    let settings: WorkerSettings
    let queue: WorkQueue
    let wake: WakeEvent
    private var lastID = 0

    init(settings: WorkerSettings, queue: WorkQueue, wake: WakeEvent) {
        self.settings = settings
        self.queue = queue
        self.wake = wake
    }

    private mutating func newID() -> Int {
        lastID += 1
        return lastID
    }

    mutating func load(_ model: ModelReference, over connection: inout WorkerConnection) -> Loading {
        let id = newID()
        let deadline = ContinuousClock.now + WorkerSettings.loadLimit
        guard connection.send(.load(id: id, model: model), until: deadline) else { return .crashed(nil) }
        while true {
            switch connection.next(until: deadline, wake: wake) {
            case .report(.loaded(id), _):
                connection.models.insert(model)
                return .loaded
            case .report(.refused(id, let error), _): return .refused(error)
            case .report: continue
            case .woken: if queue.isStopped { return .stopped }
            case .closed: return .crashed(nil)
            case .timeout: return .crashed(.hung(seconds: Self.seconds(WorkerSettings.loadLimit)))
            case .nonsense(let reason): return .crashed(.nonsense(reason))
            }
        }
    }

    /// Waits until there may be work, and sees to it that the process still listens.
    mutating func idle(over connection: inout WorkerConnection) -> Idling {
        var deadline = ContinuousClock.now + WorkerSettings.pingInterval
        var isAsked = false
        while true {
            switch connection.next(until: deadline, wake: wake) {
            case .woken, .report(.pong, _): return .over
            case .report: continue
            case .closed: return .ended(nil)
            case .nonsense(let reason): return .ended(.nonsense(reason))
            case .timeout:
                if isAsked { return .ended(Self.notAnswered) }
                isAsked = true
                deadline = .now + WorkerSettings.answerLimit
                guard connection.send(.ping, until: deadline) else { return .ended(nil) }
            }
        }
    }

    /// - Parameter onLoaded: told when a model was loaded for this item, or could not be.
    mutating func work(
        on item: WorkItem, over connection: inout WorkerConnection,
        onLoaded: (_ model: String, _ error: InferenceError?) -> Void
    ) -> Working {
        if let model = item.work.model, !connection.models.contains(model) {
            switch load(model, over: &connection) {
            case .loaded: onLoaded(model.id, nil)
            case .refused(let error):
                onLoaded(model.id, error)
                item.end(.failure(error))
                return .done
            case .crashed(let cause):
                end(item, cause, loading: model.id, over: &connection)
                return .gone
            case .stopped:
                item.end(.failure(CancellationError()))
                return .stopped
            }
        }
        if item.isCancelled {
            item.end(.failure(CancellationError()))
            return .done
        }
        let id = newID()
        let deadline = ContinuousClock.now + WorkerSettings.answerLimit
        guard
            connection.send(.work(id: id, work: item.work, limits: item.limits), body: item.image, until: deadline)
        else { return .deaf(ContinuousClock.now < deadline ? nil : Self.notAnswered) }
        return follow(id, item, deadline, over: &connection)
    }

    /// From an image's last byte to its end.
    private func follow(
        _ id: Int, _ item: WorkItem, _ deadline: ContinuousClock.Instant, over connection: inout WorkerConnection
    ) -> Working {
        var deadline = deadline
        var hasBegun = false
        var step: ClassificationStep?
        var isAskedToStop = false
        while true {
            let cause: WorkerCrash.Cause?
            switch connection.next(until: deadline, wake: wake) {
            case .report(let report, let body) where report.id == id:
                switch report {
                case .begun:
                    hasBegun = true
                    if !isAskedToStop { deadline = .now + settings.imageLimit }
                case .step(_, let next):
                    step = next
                    item.note(next)
                case .answer(_, let answer): return done(item, .success(.answer(answer)))
                case .preview: return done(item, .success(.preview(body)))
                case .refused(_, let error): return done(item, .failure(error))
                case .cancelled: return done(item, .failure(CancellationError()))
                case .hello, .loaded, .pong: break
                }
                continue
            case .report: continue
            case .woken:
                if queue.isStopped {
                    item.end(.failure(CancellationError()))
                    _ = connection.end()
                    return .stopped
                }
                if item.isCancelled, !isAskedToStop {
                    isAskedToStop = true
                    deadline = .now + WorkerSettings.cancelLimit
                    _ = connection.send(.cancel(id: id), until: deadline)
                }
                continue
            case .closed: cause = nil
            case .timeout: cause = .hung(seconds: Self.seconds(settings.imageLimit))
            case .nonsense(let reason): cause = .nonsense(reason)
            }
            if isAskedToStop {
                item.end(.failure(CancellationError()))
                _ = connection.end()
                return .gone
            }
            guard hasBegun else {
                if case .hung = cause { return .deaf(Self.notAnswered) }
                return .deaf(cause)
            }
            end(item, cause, step: step, over: &connection)
            return .gone
        }
    }

    private func done(_ item: WorkItem, _ result: Result<WorkResult, any Error>) -> Working {
        item.belong(to: nil)
        item.end(result)
        return .done
    }

    /// - Parameter cause: nil: what the process's end says.
    private func end(
        _ item: WorkItem, _ cause: WorkerCrash.Cause?, step: ClassificationStep? = nil, loading: String? = nil,
        over connection: inout WorkerConnection
    ) {
        let end = connection.end()
        item.end(
            .failure(
                WorkerCrash(
                    cause: cause ?? .ended(end), step: step, loading: loading, processID: connection.processID,
                    lastWords: connection.lastWords)))
    }

    private static let notAnswered = WorkerCrash.Cause.hung(seconds: seconds(WorkerSettings.answerLimit))

    private static func seconds(_ duration: Duration) -> Int { Int(duration / .seconds(1)) }
}
