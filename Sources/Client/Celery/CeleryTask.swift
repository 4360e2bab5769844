import API
import Foundation

/// All that is known of one task, from its message, its events and its result.
struct CeleryTask: Sendable, Equatable {
    let id: String
    /// When it was sent, or first seen here. It never changes: lists sort by it.
    let created: Date
    var status = JobStatus.queued
    /// The worker that has it, or had it.
    var worker: String?
    var name: String?
    var args: String?
    var kwargs: String?
    var queue: String?
    var priority: Int?
    var retries = 0
    var eta: Date?
    var started: Date?
    var finished: Date?
    /// Seconds of work, as the worker counted them.
    var runtime: Double?
    var result: String?
    var error: ErrorDetail?
    var attempts: [JobAttempt] = []
    var ignoresResult = false
    /// Of the event that made the state what it is; events come in any order.
    var changed = Date.distantPast

    init(id: String, created: Date) {
        self.id = id
        self.created = created
    }

    var jobID: String { TaskID.make(id, at: created) }

    // MARK: From the broker

    mutating func take(_ message: CeleryMessage) {
        describe(message.name, message.args, message.kwargs, queue: message.queue, retries: message.retries)
        priority = message.priority
        eta = message.eta
        ignoresResult = message.ignoresResult
    }

    /// It has left the queues and no worker holds it in reserve: one is at it, or it has ended unseen.
    mutating func leftQueue() {
        guard status == .queued else { return }
        status = .running
        if error != nil, !status.isFinished { error = nil }
    }

    // MARK: From the result backend

    /// - Returns: whether the state means something here.
    @discardableResult
    mutating func take(_ meta: CeleryMeta, at now: Date) -> Bool {
        describe(meta.name, meta.args, meta.kwargs, queue: meta.queue, retries: meta.retries)
        if let worker = meta.worker { self.worker = worker }
        switch meta.status {
        case "SUCCESS":
            result = meta.result
            end(.succeeded, at: meta.done ?? now)
        case "FAILURE":
            fail(meta.exception ?? meta.result ?? "The task failed.", meta.exceptionType, meta.traceback)
            end(.failed, at: meta.done ?? now)
        case "REVOKED", "IGNORED": end(.cancelled, at: meta.done ?? now)
        case "RETRY" where !status.isFinished:
            retry(meta.exception ?? "The task asked for another try.", meta.exceptionType, meta.traceback, at: now)
        case "STARTED" where !status.isFinished: begin(at: now)
        case "PENDING", "RECEIVED", "RETRY", "STARTED": return false
        default:
            // A state of the task's own, such as PROGRESS.
            guard !status.isFinished else { return false }
            begin(at: now)
        }
        return true
    }

    // MARK: From events

    mutating func take(_ event: CeleryEvent, at now: Date) {
        let time = event.timestamp ?? now
        describe(event.name, event.args, event.kwargs, queue: event.queue, retries: event.retries)
        if let eta = event.eta { self.eta = eta }
        if event.kind != .sent, let hostname = event.hostname { worker = hostname }
        // An older event has nothing to say about the state; an end is only followed by another try.
        guard time >= changed else { return }
        switch event.kind {
        case .sent, .received:
            guard !status.isFinished, started == nil else { return }
            changed = time
            status = .queued
        case .started:
            guard !status.isFinished else { return }
            changed = time
            begin(at: time)
        case .succeeded(let result, let runtime):
            changed = time
            self.result = result ?? self.result
            self.runtime = runtime
            end(.succeeded, at: time)
        case .failed(let exception, let traceback):
            changed = time
            fail(exception, nil, traceback)
            end(.failed, at: time)
        case .retried(let exception, let traceback):
            changed = time
            retry(exception, nil, traceback, at: time)
        case .revoked(let isTerminated, let isExpired):
            changed = time
            let reason = isExpired ? "It expired before it began." : isTerminated ? "It was terminated." : nil
            end(.cancelled, at: time)
            error = reason.map { ErrorDetail(code: isExpired ? "EXPIRED" : "TERMINATED", message: $0) }
        case .rejected(let isRequeued):
            changed = time
            if isRequeued {
                status = .queued
            } else {
                fail("The worker rejected it.", "REJECTED", nil)
                end(.failed, at: time)
            }
        case .workerOnline, .workerHeartbeat, .workerOffline: break
        }
    }

    // MARK: States

    private mutating func describe(
        _ name: String?, _ args: String?, _ kwargs: String?, queue: String?, retries: Int?
    ) {
        // The first telling counts: later ones may be in another notation.
        if let name, self.name == nil || self.args == nil {
            self.name = name
            self.args = args ?? self.args
            self.kwargs = kwargs ?? self.kwargs
        }
        if let queue, self.queue == nil { self.queue = queue }
        if let retries { self.retries = max(self.retries, retries) }
    }

    private mutating func begin(at time: Date) {
        status = .running
        error = nil
        if started == nil { started = time }
    }

    private mutating func end(_ status: JobStatus, at time: Date) {
        self.status = status
        if status != .failed { error = nil }
        finished = finished.map { min($0, time) } ?? time
    }

    private mutating func fail(_ message: String, _ type: String?, _ traceback: String?) {
        let code = type ?? Self.type(of: message)
        error = ErrorDetail(code: code, message: CeleryText.result(message))
        note(traceback, code: code)
    }

    private mutating func retry(_ message: String, _ type: String?, _ traceback: String?, at time: Date) {
        let code = type ?? Self.type(of: message)
        status = .queued
        error = ErrorDetail(code: code, message: CeleryText.result(message))
        note(traceback, code: code)
        started = nil
    }

    /// The traceback of a failed attempt; told twice, by event and by result, it is kept once.
    private mutating func note(_ traceback: String?, code: String) {
        guard let traceback, !traceback.isEmpty else { return }
        let text = CeleryText.traceback(traceback)
        guard attempts.last?.error.message != text else { return }
        attempts.append(
            JobAttempt(
                attempt: retries + 1, worker: worker, startedAt: started, endedAt: Date(),
                error: ErrorDetail(code: code, message: text)))
        attempts = attempts.suffix(3)
    }

    /// `ValueError` of `ValueError('no good')`.
    private static func type(of exception: String) -> String {
        let name = exception.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        return name.isEmpty ? "TASK_FAILED" : String(name.split(separator: ".").last ?? name)
    }
}
