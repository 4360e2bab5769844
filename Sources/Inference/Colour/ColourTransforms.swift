import Synchronization

/// The transforms of the profiles seen last: cameras and screens have few, and making one costs more than using it.
final class ColourTransforms: Sendable {
    static let shared = ColourTransforms()

    private struct Entry {
        let profile: [UInt8]
        /// nil: a profile that makes no sense.
        let transform: ColourTransform?
    }

    /// Profiles over this many bytes are tables for printers' proofs; they are used, not kept.
    private static let maxProfileBytes = 64 * 1024
    private static let capacity = 16

    /// The one used last comes last.
    private let entries = Mutex<[Entry]>([])

    /// nil where the profile makes no sense: pixels then stay as they are, as in viewers.
    func transform(for profile: [UInt8]) -> ColourTransform? {
        let known: Entry? = entries.withLock { entries in
            guard let place = entries.lastIndex(where: { $0.profile == profile }) else { return nil }
            let entry = entries.remove(at: place)
            entries.append(entry)
            return entry
        }
        if let known { return known.transform }
        let entry = Entry(profile: profile, transform: ColourTransform(profile: profile))
        guard profile.count <= Self.maxProfileBytes else { return entry.transform }
        entries.withLock { entries in
            if entries.count == Self.capacity { entries.removeFirst() }
            entries.append(entry)
        }
        return entry.transform
    }
}
