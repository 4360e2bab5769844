import Foundation
import Inference
import Logging

/// One worker process after another, from its start to its end. Runs on a thread of its own, which it blocks.
struct WorkerLane: Sendable {
    private let number: Int
    private let settings: WorkerSettings
    private let queue: WorkQueue
    private let board: WorkerBoard
    private let wake: WakeEvent
    private let logger: Logger
    private let warmModel: @Sendable () throws(InferenceError) -> ModelPackage
    private let onLoaded: @Sendable (_ model: String, _ error: InferenceError?) -> Void

    /// A process that ends idle before this has failed at its start, as far as anybody can tell.
    private static let youth = Duration.seconds(10)

    /// - Parameter number: from 1.
    init(
        _ number: Int, settings: WorkerSettings, queue: WorkQueue, board: WorkerBoard, wake: WakeEvent, logger: Logger,
        warmModel: @escaping @Sendable () throws(InferenceError) -> ModelPackage,
        onLoaded: @escaping @Sendable (_ model: String, _ error: InferenceError?) -> Void
    ) {
        self.number = number
        self.settings = settings
        self.queue = queue
        self.board = board
        self.wake = wake
        self.logger = logger
        self.warmModel = warmModel
        self.onLoaded = onLoaded
    }

    /// How the service of one process came to its end.
    private enum Served {
        case stopped
        /// Of an image, or of age: the next one is started at once.
        case ended
        /// As a sentence: it died before anything was asked of it.
        case failed(String)
    }

    /// Returns when the queue is stopped.
    func run() {
        queue.register(wake)
        var backoff = RestartBackoff()
        while !queue.isStopped {
            let served: Served
            do throws(ProcessError) {
                var connection = try WorkerConnection(settings)
                served = try start(&connection) ? serve(&connection) : .stopped
                if case .stopped = served { connection.close() }
            } catch {
                served = .failed(error.message)
            }
            queue.leave(wake)
            switch served {
            case .stopped: return
            case .ended:
                backoff = RestartBackoff()
                board.noteEnd(number, reason: nil, pause: .zero)
            case .failed(let reason):
                let pause = backoff.next()
                board.noteEnd(number, reason: reason, pause: pause)
                let deadline = ContinuousClock.now + pause
                while !queue.isStopped, ContinuousClock.now < deadline { wake.wait(until: deadline) }
            }
        }
    }

    /// Waits for its hello and has it load the model that most images will want.
    ///
    /// - Returns: false when the queue was stopped meanwhile.
    /// - Throws: `ProcessError` when it does not come up.
    private func start(_ connection: inout WorkerConnection) throws(ProcessError) -> Bool {
        let deadline = ContinuousClock.now + WorkerSettings.startLimit
        waiting: while true {
            switch connection.next(until: deadline, wake: wake) {
            case .report(.hello(let version), _):
                guard version == WorkerRequest.version else {
                    throw ProcessError(
                        "Worker process \(number) speaks version \(version) of the protocol, this service version "
                            + "\(WorkerRequest.version): it is another program.")
                }
                break waiting
            case .report: continue
            case .woken: if queue.isStopped { return false }
            case .closed: throw failure(nil, "at its start", &connection)
            case .timeout:
                let seconds = Int(WorkerSettings.startLimit / .seconds(1))
                throw failure(.hung(seconds: seconds), "at its start", &connection)
            case .nonsense(let reason): throw failure(.nonsense(reason), "at its start", &connection)
            }
        }
        let package: ModelPackage
        do throws(InferenceError) {
            package = try warmModel()
        } catch {
            board.noteModel(error.message)
            board.noteUp(number, processID: connection.processID)
            return true
        }
        var dialogue = WorkerDialogue(settings: settings, queue: queue, wake: wake)
        switch dialogue.load(ModelReference(package), over: &connection) {
        case .loaded:
            note(package.id, nil)
        case .refused(let error):
            note(package.id, error)
        case .stopped: return false
        case .crashed(let cause): throw failure(cause, "while it loaded the model \(package.id)", &connection)
        }
        board.noteUp(number, processID: connection.processID)
        // The service itself loads no model: what its start needed goes back here.
        Allocator.giveBack()
        return true
    }

    private func note(_ model: String, _ error: InferenceError?) {
        board.noteModel(error?.message)
        onLoaded(model, error)
    }

    /// Ends the process.
    /// - Parameter cause: nil: what the process's end says.
    private func failure(
        _ cause: WorkerCrash.Cause?, _ place: String, _ connection: inout WorkerConnection
    ) -> ProcessError {
        let end = connection.end()
        let words = connection.lastWords.trimmingCharacters(in: .whitespacesAndNewlines)
        let clause = (cause ?? .ended(end)).clause
        return ProcessError("Worker process \(number) \(clause) \(place)." + (words.isEmpty ? "" : " \(words)"))
    }

    private func serve(_ connection: inout WorkerConnection) -> Served {
        let start = ContinuousClock.now
        var dialogue = WorkerDialogue(settings: settings, queue: queue, wake: wake)
        var hasWorked = false
        while true {
            guard let item = queue.take(for: wake) else {
                if queue.isStopped { return .stopped }
                guard case .ended(let cause) = dialogue.idle(over: &connection) else { continue }
                let reason = failure(cause, "while it had nothing to do", &connection).message
                if !hasWorked, ContinuousClock.now - start < Self.youth { return .failed(reason) }
                logger.warning("worker process ended", metadata: ["reason": .string(reason)])
                return .ended
            }
            hasWorked = true
            switch dialogue.work(on: item, over: &connection, onLoaded: note) {
            case .done: continue
            case .stopped: return .stopped
            case .gone: return .ended
            case .deaf(let cause):
                // It has not begun, so the image is not to blame.
                let reason = failure(cause, "before it had its next image", &connection).message
                logger.warning("worker process ended", metadata: ["reason": .string(reason)])
                if item.mayBeSentAgain {
                    queue.putBack(item)
                } else {
                    item.end(
                        .failure(
                            WorkerCrash(
                                cause: .deaf, processID: connection.processID, lastWords: connection.lastWords)))
                }
                return .ended
            }
        }
    }
}
