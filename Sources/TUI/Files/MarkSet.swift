/// The marked files in the order in which they were marked: adding, removing and asking take the same time for one as
/// for a hundred thousand.
package struct MarkSet: Sendable, Equatable {
    /// A removed mark leaves a gap, so that the others keep their places.
    private var slots: [FileVersion?] = []
    private var places: [RawPath: Int] = [:]
    /// Bytes of all marked files, as they were when they were marked.
    package private(set) var bytes = 0

    package init() {}

    package var count: Int { places.count }
    package var isEmpty: Bool { places.isEmpty }
    package var ordered: [FileVersion] { slots.compactMap { $0 } }

    package func contains(_ path: RawPath) -> Bool { places[path] != nil }

    /// - Returns: whether it is new.
    @discardableResult
    package mutating func insert(_ file: FileVersion) -> Bool {
        guard places[file.path] == nil else { return false }
        places[file.path] = slots.count
        slots.append(file)
        bytes += file.size
        return true
    }

    /// - Returns: whether it was there.
    @discardableResult
    package mutating func remove(_ path: RawPath) -> Bool {
        guard let place = places.removeValue(forKey: path) else { return false }
        bytes -= slots[place]?.size ?? 0
        slots[place] = nil
        if slots.count > 64, places.count * 2 < slots.count { closeGaps() }
        return true
    }

    package mutating func removeAll() { self = MarkSet() }

    private mutating func closeGaps() {
        slots = ordered.map { $0 }
        for (place, file) in slots.enumerated() {
            if let file { places[file.path] = place }
        }
    }
}

extension MarkSet {
    /// The mark at a place of the order, 0 being the first.
    package func file(at place: Int) -> FileVersion? {
        place >= 0 && place < count ? ordered[place] : nil
    }

    package mutating func remove(at place: Int) {
        if let file = file(at: place) { remove(file.path) }
    }
}
