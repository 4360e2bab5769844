import API
import Client
import Foundation

/// The list of jobs: its pages, and what events make of it.
extension Update {
    /// Jobs of a page while scrolling, and while a word is looked for.
    private static let pageLimit = 100
    private static let largestPage = 500
    /// Lines beyond the screen that are asked for before they are needed.
    private static let margin = 40
    /// Seconds between two questions for the total.
    private static let refreshInterval = 1.0

    static func setFilter(_ filter: String, _ model: inout Model) -> [Effect] {
        guard filter != model.queue.filter else { return [] }
        return startList(filter: filter, order: model.queue.order, &model)
    }

    static func startList(filter: String, order: JobOrder, _ model: inout Model) -> [Effect] {
        model.queue.start(filter: filter, order: order)
        return loadFirstJobs(&model)
    }

    static func loadFirstJobs(_ model: inout Model) -> [Effect] {
        model.queue.generation += 1
        model.queue.seeksEnd = false
        model.queue.find.seeks = nil
        model.queue.isStale = false
        return ask(.first, limit: pageLimit, cursor: nil, &model)
    }

    private static func ask(
        _ purpose: JobsRequest.Purpose, limit: Int, cursor: String?, _ model: inout Model
    ) -> [Effect] {
        model.queue.isLoading = true
        let order = purpose == .tail ? model.queue.order.opposite : model.queue.order
        let query = JobListQuery(
            filter: model.queue.filter, sort: order == .newest ? nil : order.rawValue, limit: limit, cursor: cursor)
        return [.loadJobs(JobsRequest(purpose: purpose, generation: model.queue.generation, query: query))]
    }

    /// The pages next to the hole, when the screen comes near it; the last page, when `G` wants it.
    static func loadMoreJobs(_ model: inout Model) -> [Effect] {
        let queue = model.queue
        guard queue.hasLoaded, !queue.isLoading, queue.problem == nil else { return [] }
        let seen = queue.offset..<max(queue.offset + model.layout.queueRows, model.sheetReach)
        if let page = queue.pageAbove, seen.lowerBound < queue.skipped + margin, queue.find.seeks == nil {
            return ask(.above, limit: min(largestPage, max(pageLimit, page.lines + 20)), cursor: page.cursor, &model)
        }
        guard let cursor = queue.nextCursor else { return [] }
        if queue.seeksEnd { return ask(.tail, limit: pageLimit, cursor: nil, &model) }
        if queue.find.seeks != nil { return ask(.more, limit: largestPage, cursor: cursor, &model) }
        let hole = queue.hole
        // Above the hole the lines follow the head; close to its lower edge they come from the tail.
        if seen.upperBound + margin > hole.lowerBound, seen.lowerBound < hole.upperBound || hole.isEmpty,
            queue.tailStart == nil || seen.lowerBound <= hole.lowerBound
        {
            return ask(.more, limit: pageLimit, cursor: cursor, &model)
        }
        if let tail = queue.tailCursor, seen.lowerBound < hole.upperBound + margin, seen.upperBound > hole.lowerBound {
            return ask(.tail, limit: pageLimit, cursor: tail, &model)
        }
        return []
    }

    static func jobsLoaded(
        _ request: JobsRequest, _ result: Result<JobList, ClientError>, _ model: inout Model
    ) -> [Effect] {
        guard request.generation == model.queue.generation else { return [] }
        model.queue.isLoading = false
        switch result {
        case .failure(let error):
            guard error.kind != .cancelled else { return [] }
            model.queue.problem = Strings.shown(error)
            model.queue.seeksEnd = false
            model.queue.find.seeks = nil
        case .success(let list):
            model.queue.problem = nil
            keepingPlace(&model) { take(list, request, &$0) }
            for job in list.jobs { noteOwnJob(job, &model) }
            seekOn(request.purpose, list, &model)
            trim(&model)
        }
        return []
    }

    private static func take(_ list: JobList, _ request: JobsRequest, _ model: inout Model) {
        switch request.purpose {
        case .count: model.queue.take(totalOf: list)
        case .more: model.queue.takeHead(list, cursor: request.query.cursor)
        case .above: model.queue.takeAbove(list)
        case .tail: model.queue.takeTail(list)
        case .first:
            // After a loss of connection the events bring what was missed, as long as it is the same store: then the page
            // joins what is known, and the lines further down may stay.
            let joins = list.jobs.last.map { model.queue.contains($0.id) } ?? false
            if joins, model.queue.hasLoaded {
                for job in list.jobs { model.queue.merge(job, extends: true) }
                model.queue.take(totalOf: list)
            } else {
                model.queue.empty()
                model.queue.takeHead(list, cursor: nil)
                if model.queue.selectedLine == nil { model.queue.selected = nil }
            }
        }
    }

    /// Goes where `G` or `n` wanted to go, if that is loaded by now.
    private static func seekOn(_ purpose: JobsRequest.Purpose, _ list: JobList, _ model: inout Model) {
        if model.queue.seeksEnd, purpose == .tail {
            model.queue.seeksEnd = false
            select(line: model.queue.lineCount - 1, &model)
        }
        // What was looked through before is not looked through again.
        guard purpose == .more, model.queue.find.seeks != nil else { return }
        let line = list.jobs.first.flatMap { model.queue.line(of: $0.id) }
        findNext(.forward, from: line.map { $0 - 1 }, &model)
    }

    /// A snapshot from the events or from an answer.
    static func takeJob(_ job: Job, _ model: inout Model) {
        let known = model.queue.job(job.id)
        model.stats.changes.record(job, known: known)
        noteOwnJob(job, &model)
        noteResult(job, &model)
        if let opened = model.opened, opened.id == job.id, job.revision >= opened.revision { model.opened = job }
        let belongs = model.queue.matching.matches(job, at: model.now)
        let hadMatched = known.map { model.queue.matching.matches($0, at: model.now) }
        keepingPlace(&model, moving: job.id) { model in
            switch model.queue.merge(job, belongs: belongs) {
            case .inserted:
                count(&model, by: 1)
                // It may have stood in the hole before.
                if !model.queue.isComplete, model.queue.order.isByFinish || !model.queue.filter.isEmpty {
                    model.queue.isStale = true
                }
            case .removed: if hadMatched == true, !belongs { count(&model, by: -1) }
            case .outside:
                if model.queue.filter.isEmpty, job.revision == 1 { count(&model, by: 1) }
                if !model.queue.filter.isEmpty { model.queue.isStale = true }
            case .none where known == nil && !belongs && !model.queue.isComplete: model.queue.isStale = true
            case .updated, .none: break
            }
        }
        trim(&model)
    }

    private static func count(_ model: inout Model, by change: Int) {
        model.queue.total = model.queue.total.map { total in
            let (sum, overflow) = total.addingReportingOverflow(change)
            return overflow ? total : max(0, sum)
        }
    }

    /// The service has forgotten the job: its line goes, and the cursor stays where it was.
    static func dropJob(_ id: String, _ model: inout Model) {
        guard model.queue.contains(id) else {
            if model.queue.dropUnlisted(id) {
                count(&model, by: -1)
                model.queue.offset = max(0, model.queue.offset - 1)
            } else if !model.queue.isComplete {
                model.queue.isStale = true
            }
            return
        }
        keepingPlace(&model, moving: id) { model in
            model.queue.remove(id)
            count(&model, by: -1)
        }
    }

    /// The line under the eye stays where it is while the list changes; at the top, new jobs push the others down. A cursor
    /// whose job goes stays on its line.
    private static func keepingPlace(
        _ model: inout Model, moving id: String? = nil, _ change: (inout Model) -> Void
    ) {
        // Nothing may hold a second copy of the list across the change: it would be copied whole.
        let isAnchored = model.queue.offset > 0
        let top = isAnchored ? model.queue.id(at: model.queue.offset) : nil
        let anchor = top != nil && top == id ? model.queue.id(at: model.queue.offset + 1) : top
        let shift = top != nil && top == id ? 1 : 0
        let selectedLine = id == nil || id == model.queue.selected ? model.queue.selectedLine : nil
        let hadSelected = model.queue.selected
        change(&model)
        if let anchor, let line = model.queue.line(of: anchor) { model.queue.offset = max(0, line - shift) }
        if let selectedLine, hadSelected != nil, model.queue.selectedLine == nil, model.queue.count > 0 {
            select(line: selectedLine, &model)
        }
    }

    static func noteOwnJob(_ job: Job, _ model: inout Model) {
        guard let path = model.uploads.pathOfJob[job.id], let known = model.uploads.outcomes[path]?.job,
            known.id == job.id, job.revision >= known.revision
        else { return }
        model.uploads.outcomes[path] = .job(job)
    }

    /// A dashboard that runs for weeks does not keep every job it has seen, nor one in which somebody scrolls through all.
    /// A list that only events have made so long has no pages to let go: it starts anew: soon where nobody looks further down.
    private static func trim(_ model: inout Model) {
        guard model.queue.count > model.queue.limit else { return }
        let rows = model.layout.queueRows
        var seen = model.queue.offset..<(model.queue.offset + rows)
        // The screen follows the cursor in a moment.
        if let line = model.queue.selectedLine, !seen.contains(line) { seen = line..<(line + rows) }
        // While a word is looked for, the lines that were looked through last are those of interest.
        let end = model.queue.hole.lowerBound
        let screen = model.queue.find.seeks == nil ? seen : max(0, end - 1)..<end
        keepingPlace(&model) { $0.queue.trim(around: screen, margin: 2 * margin) }
        let isFar = model.queue.offset >= 100 || (model.queue.selectedLine ?? 0) >= 100
        let most = isFar ? model.queue.limit * 2 : model.queue.limit / 4 * 5
        guard model.queue.count > most, model.queue.hasLoaded, !model.queue.isLoading else { return }
        model.queue.hasLoaded = false
        model.queue.isStale = true
    }

    static func refreshDue(_ model: Model) -> Date? {
        guard model.queue.isStale, !model.queue.isLoading, model.connection == .live else { return nil }
        return (model.queue.refreshedAt ?? .distantPast).addingTimeInterval(refreshInterval)
    }

    static func refreshJobs(_ model: inout Model) -> [Effect] {
        guard let due = refreshDue(model), due <= model.now else { return [] }
        model.queue.isStale = false
        model.queue.refreshedAt = model.now
        guard model.queue.hasLoaded else { return loadFirstJobs(&model) }
        // Complete lists count their own lines.
        guard !model.queue.isComplete else { return [] }
        return ask(.count, limit: 1, cursor: nil, &model)
    }

    /// The whole of the job that is looked at, where the list has only its line.
    static func loadWholeJob(_ model: inout Model) -> [Effect] {
        let wanted = model.wantedWholeJob
        guard wanted != model.askedWhole else { return [] }
        model.askedWhole = wanted
        return wanted.map { [.queue(.loadJob($0))] } ?? []
    }
}

extension Model {
    fileprivate var wantedWholeJob: String? {
        guard connection == .live else { return nil }
        let id: String?
        switch covering {
        case .job(let open, _): id = open
        case nil: id = screen == .main && list == .queue ? queue.selected : nil
        default: id = askedWhole
        }
        return id.flatMap { queue.contains($0) && !queue.isWhole($0) ? $0 : nil }
    }
}
