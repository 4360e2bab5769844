import Synchronization

/// The last changes that this process has made: who follows them as they happen need not read each one back.
///
/// Writers finish in any order, other processes and forgotten jobs take sequences too: so only what follows without a gap is
/// given, and the store is asked for the rest.
final class RecentChanges: Sendable {
    /// Jobs have some kilobytes at most. Who is further behind reads the store, many at a time.
    static let capacity = 64

    /// By their sequences, modulo the capacity.
    private let changes = Mutex([JobRecord?](repeating: nil, count: capacity))

    func note(_ jobs: [JobRecord]) {
        changes.withLock { changes in
            for job in jobs where job.sequence >= 0 {
                let place = Int(job.sequence % Int64(Self.capacity))
                // An old one comes again where an idempotency key does.
                if changes[place].map({ $0.sequence < job.sequence }) ?? true { changes[place] = job }
            }
        }
    }

    func following(_ sequence: Int64) -> [JobRecord] {
        changes.withLock { changes in
            var (found, next) = ([JobRecord](), sequence + 1)
            while next > 0, let job = changes[Int(next % Int64(Self.capacity))], job.sequence == next {
                found.append(job)
                next += 1
            }
            return found
        }
    }
}
