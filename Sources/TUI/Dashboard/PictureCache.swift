/// The pictures that were used last, as many as fit into a fixed number of bytes.
struct PictureCache {
    private struct Entry {
        var picture: CellImage
        var usedAt: Int
    }

    /// 12 MB: about 250 thumbnails, or 15 large pictures.
    private let limit: Int
    private var entries: [PreviewRequest: Entry] = [:]
    private var clock = 0
    private(set) var bytes = 0

    init(limit: Int = 12 << 20) {
        self.limit = limit
    }

    var count: Int { entries.count }

    subscript(request: PreviewRequest) -> CellImage? {
        mutating get {
            clock += 1
            entries[request]?.usedAt = clock
            return entries[request]?.picture
        }
        set {
            clock += 1
            bytes -= entries.removeValue(forKey: request)?.picture.bytes ?? 0
            guard let newValue else { return }
            entries[request] = Entry(picture: newValue, usedAt: clock)
            bytes += newValue.bytes
            if bytes > limit { shrink() }
        }
    }

    /// Drops an eighth at once, so that not every new picture searches for the oldest.
    private mutating func shrink() {
        for (request, entry) in entries.sorted(by: { $0.value.usedAt < $1.value.usedAt }) where entries.count > 1 {
            guard bytes > limit / 8 * 7 else { return }
            entries[request] = nil
            bytes -= entry.picture.bytes
        }
    }
}
