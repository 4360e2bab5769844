extension MemoryJobStore {
    package func list(_ query: JobQuery) throws(JobError) -> JobPage {
        let sort = query.sort
        let matching = entries.values.map(\.job).filter(query.filter.matches)
            .sorted { sort.precedes((sort.key($0), $0.id), (sort.key($1), $1.id)) }
        var rest = matching[...]
        if let text = query.cursor {
            let cursor = try JobCursor(parsing: text, sort: sort)
            rest = matching.drop { !sort.precedes((cursor.key, cursor.last), (sort.key($0), $0.id)) }
        }
        let jobs = Array(rest.prefix(query.pageSize))
        let more = rest.count > jobs.count
        return JobPage(
            jobs: jobs, nextCursor: more ? jobs.last.map { JobCursor(after: $0, sort: sort).text } : nil,
            total: matching.count)
    }

    package func queuePositions(of ids: [JobID]) -> [JobID: Int] {
        let places = ready.map(\.place)
        let asked = ids.compactMap { entries[$0] }.filter { $0.job.state == .queued }
        return Dictionary(
            asked.map { entry in (entry.job.id, 1 + places.count { $0 < entry.place }) },
            uniquingKeysWith: { a, _ in a })
    }

    package func clientsAhead(of ids: [JobID]) -> [JobID: String] {
        let inOrder = ready.sorted { $0.place < $1.place }
        var clients: [JobID: String] = [:]
        for entry in ids.compactMap({ entries[$0] }) where entry.job.state == .queued {
            clients[entry.job.id] = inOrder.last { $0.place < entry.place }?.job.client
        }
        return clients
    }

    package func changes(after sequence: Int64, limit: Int) -> [JobChange] {
        let all =
            entries.values.map { JobChange.job($0.job) } + forgotten.map { .forgotten($0.key, sequence: $0.value) }
        let later = all.filter { $0.sequence > sequence }
        return Array(later.sorted { $0.sequence < $1.sequence }.prefix(max(0, limit)))
    }
}
