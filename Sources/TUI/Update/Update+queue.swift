import API
import Client
import Foundation

/// The list of jobs: pages, filters, and the act of cancelling and retrying.
extension Update {
    /// Jobs of a page while scrolling, and while the end is looked for.
    private static let pageLimit = 100
    private static let largestPage = 500
    /// Loaded jobs that are kept when nobody looks further down.
    private static let mostKept = 20_000
    /// Seconds between two questions for a filtered list.
    private static let refreshInterval = 1.0

    static func setFilter(_ filter: String, _ model: inout Model) -> [Effect] {
        guard filter != model.queue.filter else { return [] }
        model.queue.filter = filter
        model.queue.selected = nil
        model.queue.offset = 0
        model.queue.hasLoaded = false
        model.queue.replace(with: [])
        model.queue.total = nil
        model.queue.problem = nil
        return loadFirstJobs(&model)
    }

    static func loadFirstJobs(_ model: inout Model) -> [Effect] {
        model.queue.generation += 1
        model.queue.isLoading = true
        model.queue.seeksEnd = false
        model.queue.isStale = false
        let query = JobListQuery(filter: model.queue.filter, limit: pageLimit)
        return [.loadJobs(JobsRequest(purpose: .first, generation: model.queue.generation, query: query))]
    }

    /// The next page, when the screen comes near the end of what is loaded.
    static func loadMoreJobs(_ model: inout Model) -> [Effect] {
        guard let cursor = model.queue.nextCursor, !model.queue.isLoading, model.queue.problem == nil else { return [] }
        let seen = model.queue.offset + model.layout.queueRows
        guard model.queue.seeksEnd || seen + 40 > model.queue.count else { return [] }
        model.queue.isLoading = true
        let query = JobListQuery(
            filter: model.queue.filter, limit: model.queue.seeksEnd ? largestPage : pageLimit, cursor: cursor)
        return [.loadJobs(JobsRequest(purpose: .more, generation: model.queue.generation, query: query))]
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
        case .success(let list):
            model.queue.problem = nil
            take(list, request.purpose, &model)
        }
        return []
    }

    private static func take(_ list: JobList, _ purpose: JobsRequest.Purpose, _ model: inout Model) {
        switch purpose {
        case .more:
            model.queue.nextCursor = list.nextCursor
        case .refresh:
            let line = model.queue.selectedLine ?? 0
            if line < list.jobs.count || list.nextCursor == nil {
                model.queue.replace(with: list.jobs)
                model.queue.nextCursor = list.nextCursor
                // The job that was selected may match no longer: the cursor stays on its line.
                if model.queue.selected != nil, model.queue.selectedLine == nil { select(line: line, &model) }
            }
        case .first:
            // With a hole between the page and what is known, the older part is loaded again as it is scrolled to.
            let oldest = list.jobs.last?.id
            let newestKnown = model.queue.job(at: 0)?.id
            let hasGap =
                list.nextCursor != nil && (newestKnown.map { known in oldest.map { $0 > known } ?? false } ?? true)
            if hasGap || !model.queue.hasLoaded {
                model.queue.replace(with: list.jobs)
                model.queue.nextCursor = list.nextCursor
            }
        }
        model.queue.hasLoaded = true
        model.queue.total = list.total
        for job in list.jobs {
            model.queue.merge(job, inserts: true)
            noteOwnJob(job, &model)
        }
        if model.queue.seeksEnd {
            select(line: model.queue.count - 1, &model)
            if model.queue.isComplete { model.queue.seeksEnd = false }
        }
    }

    /// A snapshot from the events or from an answer.
    static func takeJob(_ job: Job, _ model: inout Model) {
        model.stats.changes.record(job, known: model.queue.jobs[job.id])
        noteOwnJob(job, &model)
        if let opened = model.opened, opened.id == job.id, job.revision >= opened.revision { model.opened = job }
        let canInsert = model.queue.filter.isEmpty && model.queue.covers(job.id)
        if model.queue.merge(job, inserts: canInsert) {
            model.queue.total = model.queue.total.map { $0 == .max ? $0 : $0 &+ 1 }
            // The line under the eye stays where it is; at the top, new jobs push the others down.
            if model.queue.offset > 0, let line = model.queue.line(of: job.id), line <= model.queue.offset {
                model.queue.offset += 1
            }
        }
        if !model.queue.filter.isEmpty { model.queue.isStale = true }
        if model.queue.count > mostKept, model.queue.offset < 100, (model.queue.selectedLine ?? 0) < 100 {
            trim(&model)
        }
    }

    /// The service has forgotten the job: its line goes, and the cursor stays where it was.
    static func dropJob(_ id: String, _ model: inout Model) {
        guard let line = model.queue.line(of: id) else { return }
        model.queue.remove(id)
        model.queue.total = model.queue.total.map { max(0, $0 - 1) }
        if line < model.queue.offset { model.queue.offset -= 1 }
        if model.queue.selected == id { select(line: line, &model) }
    }

    private static func noteOwnJob(_ job: Job, _ model: inout Model) {
        guard let path = model.uploads.pathOfJob[job.id], let known = model.uploads.outcomes[path]?.job,
            known.id == job.id, job.revision >= known.revision
        else { return }
        model.uploads.outcomes[path] = .job(job)
    }

    /// A dashboard that runs for weeks does not keep every job it has seen: the list starts anew from the first page.
    private static func trim(_ model: inout Model) {
        guard !model.queue.isLoading else { return }
        model.queue.hasLoaded = false
        model.queue.isStale = true
    }

    static func filterRefreshDue(_ model: Model) -> Date? {
        guard model.queue.isStale, !model.queue.isLoading, model.connection == .live else { return nil }
        return (model.queue.refreshedAt ?? .distantPast).addingTimeInterval(refreshInterval)
    }

    static func refreshFilteredJobs(_ model: inout Model) -> [Effect] {
        guard let due = filterRefreshDue(model), due <= model.now else { return [] }
        model.queue.isStale = false
        model.queue.isLoading = true
        model.queue.refreshedAt = model.now
        let limit = model.queue.hasLoaded ? min(max(pageLimit, model.queue.count), largestPage) : pageLimit
        let query = JobListQuery(filter: model.queue.filter, limit: limit)
        let purpose: JobsRequest.Purpose = model.queue.hasLoaded ? .refresh : .first
        return [.loadJobs(JobsRequest(purpose: purpose, generation: model.queue.generation, query: query))]
    }
}
