import API
import Synchronization

/// Results of this process by image and model, so that what was computed once is not computed again.
final class ResultCache: Sendable {
    /// Whatever changes a result is part of it.
    struct Key: Hashable, Sendable {
        /// SHA-256 of the submitted bytes, lower-case hexadecimal.
        var image: String
        /// `name@version`
        var model: String
        /// SHA-256 of the model's file, lower-case hexadecimal.
        var modelSHA256: String
    }

    /// One class of a top-k, without its label: the model's package has that.
    struct Line: Equatable, Sendable {
        /// Position in the model's output, from 0.
        var index: UInt32
        /// Probability, 0...1.
        var score: Double
    }

    private struct Entry: Sendable {
        /// Best first.
        var lines: [Line]
        /// Whether the model has no more classes.
        var isComplete: Bool
    }

    private struct State: Sendable {
        var entries: LeastRecentlyUsed<Key, Entry>
        var hits = 0
        var misses = 0
    }

    private let state: Mutex<State>

    /// - Parameter capacity: results that are kept, at least 1.
    init(capacity: Int) {
        state = Mutex(State(entries: LeastRecentlyUsed(capacity: capacity)))
    }

    /// The best `topK` lines, or all that the model has; nil where none, or fewer, are known. Counted as a hit or a miss.
    func find(_ key: Key, topK: Int) -> [Line]? {
        state.withLock { state in
            guard let entry = state.entries.value(for: key), entry.isComplete || entry.lines.count >= topK else {
                state.misses += 1
                return nil
            }
            state.hits += 1
            return Array(entry.lines.prefix(topK))
        }
    }

    /// Keeps a result, unless a longer one of the same image and model is there.
    ///
    /// - Parameter lines: the answer to a `topK`, best first; fewer lines are all that the model has.
    func keep(_ lines: [Line], topK: Int, for key: Key) {
        let isComplete = lines.count < topK
        state.withLock { state in
            if let known = state.entries.value(for: key), known.isComplete || known.lines.count > lines.count { return }
            state.entries.set(Entry(lines: lines, isComplete: isComplete), for: key)
        }
    }

    var counts: ResultCacheCounts {
        state.withLock { state in
            ResultCacheCounts(
                capacity: state.entries.capacity, entries: state.entries.count, hits: state.hits, misses: state.misses)
        }
    }
}
