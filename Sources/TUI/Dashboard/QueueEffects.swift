import API
import Client
import Foundation
import Logging

/// Carries out what the queue wants.
struct QueueEffects: Sendable {
    /// Requests for single jobs that are under way at once.
    private static let parallel = 8
    /// A cursor that moves on within this time asks for nothing.
    private static let rest = Duration.milliseconds(60)

    let client: any ServiceClient
    let filters: FilterFile?
    let time: TimeSource
    let mailbox: MailboxDoor
    let log: Logger

    func perform(_ effect: QueueEffect) async {
        switch effect {
        case .loadJob(let id):
            guard (try? await time.sleep(Self.rest)) != nil else { return }
            post(.job(id, await result { () throws(ClientError) in try await client.job(id) }))
        case .count(let filter, let number):
            let list = await result { () throws(ClientError) in
                try await client.jobs(JobListQuery(filter: filter, limit: 1, wantsExactTotal: true))
            }
            post(.counted(number: number, list.map(\.total)))
        case .act(let action, .matching(let filter, _), let number):
            post(.acted(number: number, await act(action, on: filter)))
        case .act(let action, .these(let ids), let number):
            post(.acted(number: number, await act(action, on: ids)))
        case .setPaused(let isPaused):
            let answer = await result { () throws(ClientError) in try await client.setQueuePaused(isPaused) }
            post(.paused(isPaused, answer))
        case .tellWorker(let name, let order):
            let answer = await result { () throws(ClientError) in try await client.tell(worker: name, order) }
            post(.workerTold(order, answer))
        case .readFilters: if let book = await filters?.read() { post(.filters(book)) }
        case .writeFilters(let book): if let reason = await filters?.write(book) { post(.filtersNotKept(reason)) }
        }
    }

    private func post(_ message: QueueMessage) { mailbox.post(.queue(message)) }

    private func act(_ action: ManyAction, on filter: String) async -> ManyResult {
        let bulk: BulkAction =
            switch action {
            case .cancel: .cancel
            case .retry: .retry
            case .forget: .forget
            }
        switch await result({ () throws(ClientError) in try await client.apply(bulk, to: filter) }) {
        case .success(let result): return ManyResult(changed: result.changed, left: result.matched - result.changed)
        case .failure(let error): return ManyResult(failed: 1, error: Strings.shown(error))
        }
    }

    private func act(_ action: ManyAction, on ids: [String]) async -> ManyResult {
        var result = ManyResult()
        await withTaskGroup(of: ClientError?.self) { group in
            var rest = ids[...]
            var isLost = false
            func next() {
                guard !isLost, let id = rest.popFirst() else { return }
                group.addTask { await failure(of: action, on: id) }
            }
            for _ in 0..<Self.parallel { next() }
            while let outcome = await group.next() {
                switch outcome {
                case nil: result.changed += 1
                case let error? where Self.hasChanged(error): result.left += 1
                case let error?:
                    result.failed += 1
                    result.error = Strings.shown(error)
                    // The others would fare no better.
                    if error.kind == .unreachable || error.kind == .cancelled { isLost = true }
                }
                next()
            }
            result.failed += rest.count
        }
        return result
    }

    private func failure(of action: ManyAction, on id: String) async -> ClientError? {
        let outcome = await result { () throws(ClientError) in
            switch action {
            case .cancel: _ = try await client.cancel(id)
            case .retry: _ = try await client.retry(id)
            case .forget: try await client.forget(id)
            }
        }
        if case .failure(let error) = outcome { return error }
        return nil
    }

    /// The job's state does not allow it any more, or it is gone.
    private static func hasChanged(_ error: ClientError) -> Bool {
        if case .refused(let status, _) = error.kind { [404, 409, 410].contains(status) } else { false }
    }

    private func result<Value: Sendable>(
        _ body: () async throws(ClientError) -> Value
    ) async -> Result<Value, ClientError> {
        do {
            return .success(try await body())
        } catch {
            log.debug("request failed", metadata: ["error": "\(error)"])
            return .failure(error)
        }
    }
}
