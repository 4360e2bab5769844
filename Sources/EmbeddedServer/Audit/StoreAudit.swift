package import API
import Jobs

/// What a store says of its own history, read past the service: for drills that compare it with what the service said.
package struct StoreAudit: Sendable {
    /// A job as the store has it.
    package struct StoredJob: Sendable, Equatable {
        package var id: String
        package var status: JobStatus
        package var revision: Int
        package var client: String
        package var idempotencyKey: String?
        /// How often it came to an end, counted by the database itself: see `FinishLedger`.
        package var ends: Int

        package init(
            id: String, status: JobStatus, revision: Int, client: String, idempotencyKey: String?, ends: Int
        ) {
            self.id = id
            self.status = status
            self.revision = revision
            self.client = client
            self.idempotencyKey = idempotencyKey
            self.ends = ends
        }
    }

    private let queue: QueueAddress

    /// - Parameter path: the queue's database.
    package init(path: String) { queue = QueueAddress(file: path) }

    package init(queue: QueueAddress) { self.queue = queue }

    /// Makes an empty store that counts the ends of its jobs.
    /// - Throws: `ServiceError`: `STORE_UNAVAILABLE`, `STORE_IN_USE`.
    package func prepare() async throws(ServiceError) {
        do throws(JobError) {
            switch queue.place {
            case .file(let path): try await FinishLedger.install(path: path)
            case .redis(let url): try await RedisFinishLedger.install(url)
            }
        } catch {
            throw ServiceError(error)
        }
    }

    /// Removes all that a queue in Redis has; a file is its owner's to remove.
    /// - Throws: `ServiceError`: `STORE_UNAVAILABLE`.
    package func erase() async throws(ServiceError) {
        guard case .redis(let url) = queue.place else { return }
        do {
            try await RedisFinishLedger.erase(url)
        } catch {
            throw ServiceError(error)
        }
    }

    /// - Throws: `ServiceError`: `STORE_UNAVAILABLE`, `STORE_IN_USE` while a service works on it.
    package func jobs() async throws(ServiceError) -> [StoredJob] {
        do throws(JobError) {
            let entries: [FinishLedger.Entry]
            switch queue.place {
            case .file(let path): entries = try await FinishLedger.read(path: path)
            case .redis(let url): entries = try await RedisFinishLedger.read(url)
            }
            return entries.map { entry in
                StoredJob(
                    id: entry.id.rawValue, status: JobSnapshot.status(entry.state), revision: entry.revision,
                    client: entry.client, idempotencyKey: entry.idempotencyKey, ends: entry.ends)
            }
        } catch {
            throw ServiceError(error)
        }
    }
}
