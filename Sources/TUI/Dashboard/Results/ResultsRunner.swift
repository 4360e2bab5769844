import API
import Client
import Foundation
import NIOPosix

/// Carries out what results need: long listings, files, the journal. Its work is cut by cancelling the task that it runs in.
struct ResultsRunner: Sendable {
    let client: any ServiceClient
    let files: FileReader
    /// For everything that blocks.
    let threads: NIOThreadPool
    let mailbox: MailboxDoor
    let time: TimeSource
    /// nil: there is no folder to keep judgements in.
    let journal: String?

    func perform(_ effect: ResultsEffect) async {
        switch effect {
        case .export(let request): await export(request)
        case .gatherReview(let number, let scope): await gatherReview(number, scope)
        case .readJournal: await readJournal()
        case .appendJournal(let judgements): await append(judgements)
        case .gatherComparison(let request): await ComparisonGathering(runner: self, request: request).run()
        case .submitMissing(let number, let missing):
            await MissingSubmission(runner: self, number: number).run(missing)
        // The loop copies; the rest is done by their key alone.
        case .copy, .cancelExport, .dropReview, .dropComparison: break
        }
    }

    func post(_ message: ResultsMessage) { mailbox.post(.results(message)) }

    /// Each page of the jobs that a filter matches, newest first, until the body says that it has enough. A lost connection
    /// is waited for, half a minute at most.
    func eachPage(of filter: String, _ body: (JobList) async -> Bool) async throws(ClientError) {
        var cursor: String?
        repeat {
            let query = JobListQuery(filter: filter, limit: 500, cursor: cursor)
            let page = try await patiently { () throws(ClientError) in try await client.jobs(query) }
            guard await body(page), !Task.isCancelled else { return }
            cursor = page.nextCursor
        } while cursor != nil
    }

    /// The jobs of a scope in portions; those that the service has forgotten are left out.
    /// - Parameter onlySucceeded: asks the service for no others.
    func eachPortion(
        of scope: JobScope, onlySucceeded: Bool = false,
        _ body: (_ jobs: [Job], _ looked: Int, _ total: Int?) async -> Bool
    ) async throws(ClientError) {
        switch scope {
        case .filter(let filter, _):
            let words = [filter, onlySucceeded ? "state:succeeded" : ""].filter { !$0.isEmpty }
            var looked = 0
            try await eachPage(of: words.joined(separator: " ")) { page in
                looked += page.jobs.count
                return await body(page.jobs, looked, page.total)
            }
        case .jobs(let ids):
            for start in stride(from: 0, to: ids.count, by: 50) {
                var portion: [Job] = []
                for id in ids[start..<min(start + 50, ids.count)] {
                    do throws(ClientError) {
                        portion.append(
                            try await patiently { () throws(ClientError) in try await client.job(id) })
                    } catch {
                        guard case .refused(let status, _) = error.kind, status == 404 || status == 410 else {
                            throw error
                        }
                    }
                }
                if onlySucceeded { portion.removeAll { $0.status != .succeeded } }
                guard await body(portion, min(start + 50, ids.count), ids.count), !Task.isCancelled else { return }
            }
        }
    }

    /// Asks again after a lost connection, and when the service has no room: six times, each pause twice as long.
    func patiently<Value>(_ ask: () async throws(ClientError) -> Value) async throws(ClientError) -> Value {
        var pause = 0.5
        while true {
            do throws(ClientError) {
                return try await ask()
            } catch {
                let isBusy = [ErrorCode.queueFull, .storeUnavailable].contains { $0.rawValue == error.code }
                guard error.kind == .unreachable || isBusy, pause < 20 else { throw error }
                do {
                    try await time.sleep(.seconds(pause))
                } catch {
                    throw ClientError(.cancelled, "cancelled")
                }
                pause *= 2
            }
        }
    }

    private func gatherReview(_ number: Int, _ scope: JobScope) async {
        var selection = ReviewSelection()
        do throws(ClientError) {
            try await eachPortion(of: scope, onlySucceeded: true) { jobs, looked, total in
                for job in jobs { selection.add(job) }
                post(.reviewProgress(number: number, looked: looked, total: total))
                return true
            }
            guard !Task.isCancelled else { return }
        } catch {
            if error.kind != .cancelled { post(.reviewFound(number: number, .failure(error))) }
            return
        }
        let (items, labels) = selection.finish()
        let found = FoundReview(items: items, considered: selection.considered, labels: labels)
        post(.reviewFound(number: number, .success(found)))
    }

    private func readJournal() async {
        guard let journal else { return post(.journalRead(.success(JournalContents()))) }
        let result = try? await threads.runIfActive { () -> Result<JournalContents, JournalProblem> in
            Result { () throws(JournalProblem) in try ReviewJournal.read(journal) }
        }
        if let result { post(.journalRead(result)) }
    }

    /// Not cut by a cancellation: what was judged is kept.
    func append(_ judgements: [Judgement]) async {
        guard let journal else { return post(.journalWritten(JournalProblem(.append, Strings.noJournal, ENOENT))) }
        let problem = await withCheckedContinuation { (done: CheckedContinuation<JournalProblem?, Never>) in
            threads.submit { _ in
                do throws(JournalProblem) {
                    try ReviewJournal.append(judgements, to: journal)
                    done.resume(returning: nil)
                } catch {
                    done.resume(returning: error)
                }
            }
        }
        post(.journalWritten(problem))
    }
}
