extension JobFilter {
    /// The times of creation, in milliseconds, that its clauses leave; nil where none is about them.
    var span: Range<Int64>? {
        var (low, high, isSpan) = (Int64(0), Int64(1) << 52, false)
        for clause in clauses {
            switch (clause.term, clause.negated) {
            case (.since(let time), false), (.until(let time), true): low = max(low, time.milliseconds)
            case (.until(let time), false), (.since(let time), true): high = min(high, time.milliseconds)
            default: continue
            }
            isSpan = true
        }
        return isSpan ? low..<max(low, high) : nil
    }
}
