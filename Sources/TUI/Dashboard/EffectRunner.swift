import API
import Client
import Foundation
import Logging

/// Carries effects out beside the loop; their results come back as messages.
actor EffectRunner {
    private let client: any ServiceClient
    private let connector: (any ServiceConnector)?
    private let previews: PreviewLoader
    private let thumbnails: ThumbnailLoader
    let files: FileReader
    private let results: ResultsRunner
    let time: TimeSource
    let recents: RecentFoldersFile
    private let uploads: RunningUploads
    let mailbox: MailboxDoor
    private let log: Logger
    private let queue: QueueEffects
    private let remember: @Sendable (MemoryEntry) async -> Void
    /// Tells this run's submissions from those of any other.
    private let session = UUID().uuidString

    private var running: [Int: Task<Void, Never>] = [:]
    private var latest: [Effect.Key: Int] = [:]
    private var nextNumber = 0
    private var reporting: Task<Void, Never>?

    init(
        client: any ServiceClient, connector: (any ServiceConnector)?, previews: PreviewLoader, files: FileReader,
        results: ResultsRunner, recents: RecentFoldersFile, filters: FilterFile?, time: TimeSource,
        mailbox: MailboxDoor, log: Logger, remember: @escaping @Sendable (MemoryEntry) async -> Void
    ) {
        self.recents = recents
        uploads = RunningUploads(time: time)
        self.client = client
        self.connector = connector
        self.previews = previews
        thumbnails = ThumbnailLoader(previews: previews, mailbox: mailbox)
        self.files = files
        self.results = results
        self.time = time
        self.mailbox = mailbox
        self.log = log
        queue = QueueEffects(client: client, filters: filters, time: time, mailbox: mailbox, log: log)
        self.remember = remember
    }

    /// Starts an effect, and cancels the one before with the same key.
    func start(_ effect: Effect) {
        if let key = effect.key, let number = latest[key] { running[number]?.cancel() }
        nextNumber += 1
        let number = nextNumber
        if let key = effect.key { latest[key] = number }
        running[number] = Task {
            await perform(effect)
            finished(number, effect.key)
        }
    }

    /// Cancels everything and waits for it, a second at most: a thread in a dead mount never comes back.
    func stop() async {
        for task in running.values { task.cancel() }
        await thumbnails.want([])
        reporting?.cancel()
        let deadline = ContinuousClock.now + .seconds(1)
        while !running.isEmpty, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(10)) }
    }

    /// Judgements that were made in the very moment of the end. What was under way has been waited for by `stop`.
    func save(_ judgements: [Judgement]) async {
        if !judgements.isEmpty { await results.append(judgements) }
    }

    private func finished(_ number: Int, _ key: Effect.Key?) {
        running[number] = nil
        if let key, latest[key] == number { latest[key] = nil }
    }

    private nonisolated func perform(_ effect: Effect) async {
        switch effect {
        case .readFolder(let folder): await readFolder(folder)
        case .inspect(let versions): await inspect(versions)
        case .loadPreview(let request): await loadPreview(request)
        case .wantThumbnails(let requests): await thumbnails.want(requests)
        case .watchFolder, .arrange, .matchGlob, .walkTree, .findPasted, .complete, .locate, .loadRecents, .saveRecents,
            .preflight:
            await pick(effect)
        case .submit(let item): await submit(item)
        case .cutUpload(let number): await cutUpload(number)
        case .loadJobs(let request): await loadJobs(request)
        case .loadLimits: mailbox.post(.limits(await result { () throws(ClientError) in try await client.limits() }))
        case .loadModels: mailbox.post(.models(await result { () throws(ClientError) in try await client.models() }))
        case .loadStats: mailbox.post(.stats(await result { () throws(ClientError) in try await client.stats() }))
        case .loadJob(let id):
            mailbox.post(.job(id, await result { () throws(ClientError) in try await client.job(id) }))
        case .loadWorkers:
            mailbox.post(.workers(await result { () throws(ClientError) in try await client.workers() }))
        case .loadHistory(let query):
            mailbox.post(.history(await result { () throws(ClientError) in try await client.jobs(query) }))
        case .act(let action, let job): await act(action, job)
        case .queue(let effect): await queue.perform(effect)
        case .results(let effect): await results.perform(effect)
        case .wake(let date):
            let seconds = max(0, date.timeIntervalSince(time.now()))
            guard (try? await time.sleep(.seconds(seconds))) != nil else { return }
            mailbox.post(.wake)
        case .remember(let entry): await remember(entry)
        case .follow: await follow()
        case .checkProfile(let name): mailbox.post(.profileChecked(name, await check(name)))
        case .openService(let name):
            mailbox.post(.serviceOpened(name, await problem(of: name)))
        case .frame(let delay):
            guard (try? await time.sleep(delay)) != nil else { return }
            mailbox.post(.frameDue)
        // The loop does these itself; dropping is done by their key alone.
        case .redraw, .suspend, .setMouse, .switchService, .dropPreview, .dropUpload, .stopTree, .stopPreflight: break
        }
    }

    /// From now on nothing of this service reaches the loop.
    func leave() {
        mailbox.shut()
        for task in running.values { task.cancel() }
    }

    private nonisolated func follow() async {
        for await event in client.follow(after: nil) {
            if case .disconnected(let error, let seconds) = event {
                log.info("not connected: \(error.message)", metadata: ["retry_in_s": "\(seconds)"])
            }
            await mailbox.send(.follower(event))
        }
    }

    private nonisolated func check(_ profile: String) async -> ProfileCheck {
        guard let connector else { return .notStarted }
        guard await connector.isStarted(profile) else { return .notStarted }
        let start = time.uptime()
        do throws(ClientError) {
            let stats = try await connector.client(for: profile).stats()
            return .answers(
                milliseconds: (time.uptime() - start) / .milliseconds(1), queued: stats.count(.queued),
                version: stats.version)
        } catch {
            return .fails(Strings.shown(error))
        }
    }

    private nonisolated func problem(of profile: String) async -> ClientError? {
        do throws(ClientError) {
            _ = try await connector?.client(for: profile)
            return nil
        } catch {
            return error
        }
    }

    private nonisolated func result<Value: Sendable>(
        _ body: () async throws(ClientError) -> Value
    ) async -> Result<Value, ClientError> {
        do {
            return .success(try await body())
        } catch {
            log.debug("request failed", metadata: ["error": "\(error)"])
            return .failure(error)
        }
    }

    private nonisolated func readFolder(_ folder: RawPath) async {
        let mailbox = mailbox
        let result = await files.listing(of: folder) { mailbox.post(.folderPart(folder, $0)) }
        guard let result, !Task.isCancelled else { return }
        mailbox.post(.folder(folder, result))
    }

    private nonisolated func inspect(_ versions: [FileVersion]) async {
        for version in versions {
            guard !Task.isCancelled, let facts = await files.facts(of: version.path) else { return }
            mailbox.post(.inspected([version: facts]))
        }
    }

    private nonisolated func loadPreview(_ request: PreviewRequest) async {
        guard let result = await previews.picture(for: request), !Task.isCancelled else { return }
        mailbox.post(.preview(request, result))
    }

    /// What is rare the service looks for a page at a time: one on which nothing was found is no news.
    private nonisolated func loadJobs(_ request: JobsRequest) async {
        let result = await result { () throws(ClientError) in
            var list = try await client.jobs(request.query)
            var query = request.query
            while list.jobs.isEmpty, let next = list.nextCursor, next != query.cursor {
                query.cursor = next
                list = try await client.jobs(query)
            }
            return list
        }
        mailbox.post(.jobs(request, result))
    }

    private nonisolated func act(_ action: JobAction, _ job: String) async {
        let result = await result { () throws(ClientError) in
            switch action {
            case .cancel: try await client.cancel(job)
            case .retry: try await client.retry(job)
            }
        }
        mailbox.post(.acted(action, job: job, result))
    }

    private nonisolated func submit(_ item: UploadState.Item) async {
        let progress = UploadProgress()
        await uploads.began(item.number, progress)
        let result = await send(item, progress)
        await uploads.ended(item.number)
        if let result { mailbox.post(.submitted(item, result)) }
    }

    /// nil once the threads have been stopped.
    private nonisolated func send(_ item: UploadState.Item, _ progress: UploadProgress) async -> Result<
        Job, ClientError
    >? {
        let source: ImageUpload.Source
        if let path = item.path.exactText {
            source = .file(path: path)
        } else {
            // A name that is no text cannot be handed on as one.
            switch await files.contents(of: item.path) {
            case .success(let bytes)?: source = .bytes(Data(bytes))
            case .failure(let problem)?: return .failure(ClientError(.file, problem.description))
            case nil: return nil
            }
        }
        let upload = ImageUpload(
            source: source, name: item.path.name, model: item.model, idempotencyKey: "\(session)-\(item.number)",
            progress: progress)
        await reportUploads()
        return await result { () throws(ClientError) in try await client.submit(upload) }
    }

    /// Beside the uploads, for as long as there are any.
    private func reportUploads() {
        guard reporting == nil else { return }
        reporting = Task {
            await uploads.report { [mailbox] in mailbox.post(.sent($0)) }
            reporting = nil
        }
    }

    private func cutUpload(_ number: Int) async {
        guard await uploads.cut(number), let task = latest[.upload(number)] else { return }
        running[task]?.cancel()
    }
}
