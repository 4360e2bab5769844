import Logging
import Synchronization

/// Says once that the store fails, and once that it works again, for all that use it.
final class StoreHealth: Sendable {
    private let isBroken = Mutex(false)
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    func failed(_ error: JobError) {
        let isNew = isBroken.withLock { isBroken in
            defer { isBroken = true }
            return !isBroken
        }
        if isNew { logger.error("The job store fails; trying again", metadata: ["error": "\(error)"]) }
    }

    func works() {
        let isNew = isBroken.withLock { isBroken in
            defer { isBroken = false }
            return isBroken
        }
        if isNew { logger.notice("The job store works again") }
    }
}
