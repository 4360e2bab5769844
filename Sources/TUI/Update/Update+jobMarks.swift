/// Marks in the queue.
extension Update {
    static func toggleJobMark(_ model: inout Model) {
        if model.queue.marks.anchor != nil {
            endJobRange(&model)
            return
        }
        guard let id = model.queue.selected, let line = model.queue.selectedLine else { return }
        model.queue.marks.toggle(id)
        select(line: line + 1, &model)
    }

    /// `v` begins a range at the cursor; a second `v` ends it where the cursor stands then.
    static func toggleJobRange(_ model: inout Model) {
        if model.queue.marks.anchor != nil {
            endJobRange(&model)
            return
        }
        model.queue.marks.anchor = model.queue.selected
        say(Strings.rangeBegun, in: &model)
    }

    /// Keeps what the range covers.
    static func endJobRange(_ model: inout Model) {
        let range = model.queue.markedRange
        model.queue.marks.anchor = nil
        guard let range else { return }
        guard let ids = model.queue.ids(in: range) else {
            say(Strings.rangeNotLoaded, .bad, in: &model)
            return
        }
        model.queue.marks.add(ids)
    }

    static func markAllJobs(_ model: inout Model) {
        guard let total = model.queue.total else { return }
        model.queue.marks = JobMarks()
        model.queue.marks.isAll = true
        say(Strings.allMarked(total, filter: model.queue.filter), in: &model)
    }
}

extension QueueState {
    /// The lines between where `v` was pressed and the cursor.
    package var markedRange: ClosedRange<Int>? {
        guard let anchor = marks.anchor, let from = line(of: anchor), let to = selectedLine else { return nil }
        return min(from, to)...max(from, to)
    }

    package var markCount: Int {
        if marks.isAll { return total ?? count }
        return marks.ids.count + (markedRange?.count ?? 0)
    }
}
