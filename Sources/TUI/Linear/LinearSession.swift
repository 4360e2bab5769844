package import API
package import Client
import Foundation
import ServiceLifecycle
import Synchronization

/// The dashboard without a screen: says what changes in plain lines, until it is stopped or the given files are done.
package actor LinearSession: Service {
    /// Files that are sent at once.
    private static let parallel = 4

    private let client: any ServiceClient
    private let files: [String]
    private let interval: Duration?
    private let time: TimeSource
    private let write: @Sendable (String) async throws -> Void
    private var report: LinearReport
    private var progress: LinearFiles
    private var waitingForLive: [CheckedContinuation<Void, Never>] = []
    private var isLive = false

    /// - Parameters:
    ///   - files: sent as soon as the service is there; when all have ended, so does the session. None: it goes on.
    ///   - interval: between two summaries; nil: none.
    ///   - write: takes lines without their ends, in order; when it throws, nobody reads any more and the session ends.
    package init(
        client: any ServiceClient, serviceName: String, files: [String] = [], interval: Duration? = .seconds(60),
        time: TimeSource = .system, write: @escaping @Sendable (String) async throws -> Void
    ) {
        self.client = client
        self.files = files
        self.interval = interval
        self.time = time
        self.write = write
        report = LinearReport(serviceName: serviceName)
        progress = LinearFiles(count: files.count)
    }

    /// Given files that were not classified.
    package var failures: Int { progress.failures + progress.unsent + progress.pending.count }

    package func run() async throws {
        let (ended, end) = AsyncStream<Void>.makeStream()
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    for await event in self.client.follow(after: nil) {
                        guard await self.take(event) else { break }
                    }
                    end.finish()
                }
                group.addTask { await self.summarise() }
                group.addTask {
                    await self.send()
                    if await self.progress.isDone { end.finish() }
                }
                for await _ in ended {}
                group.cancelAll()
                await self.giveUpWaiting()
            }
        }
    }

    /// - Returns: false when there is nothing more to say, or nobody to say it to.
    private func take(_ event: FollowerEvent) async -> Bool {
        let lines = report.lines(for: event, own: progress.pending, at: time.now())
        switch event {
        case .live:
            isLive = true
            giveUpWaiting()
        case .job(_, let job): progress.changed(job.id, job.status)
        case .forgotten(_, let id): progress.changed(id, nil)
        case .replaced: await lookForPending()
        case .connecting, .character, .gap, .disconnected: break
        }
        return await say(lines) && !progress.isDone
    }

    private func say(_ lines: [String]) async -> Bool {
        do {
            for line in lines { try await write(line) }
            return true
        } catch {
            return false
        }
    }

    /// Another store answers: it may not have the jobs that were sent to the one before.
    private func lookForPending() async {
        for id in progress.pending {
            do throws(ClientError) {
                progress.changed(id, try await client.job(id).status)
            } catch {
                if case .refused = error.kind { progress.changed(id, nil) }
            }
        }
    }

    private func summarise() async {
        guard let interval else { return }
        await untilLive()
        repeat {
            if let stats = try? await client.stats(), let line = report.summary(stats, at: time.now()) {
                guard await say([line]) else { return }
            }
        } while (try? await time.sleep(interval)) != nil
    }

    // MARK: Files

    /// Nothing is sent before the events flow, so that no end is missed.
    private func send() async {
        guard !files.isEmpty else { return }
        await untilLive()
        await withTaskGroup(of: Void.self) { group in
            for (index, file) in files.enumerated() {
                if index >= Self.parallel { await group.next() }
                group.addTask { await self.send(file, key: UUID().uuidString) }
            }
        }
    }

    private func send(_ path: String, key: String) async {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let upload = ImageUpload(source: .file(path: path), name: name, idempotencyKey: key)
        var pause = 0.5
        while !Task.isCancelled {
            do throws(ClientError) {
                let job = try await client.submit(upload)
                return progress.sent(job, known: report.status(of: job.id))
            } catch {
                if error.kind == .cancelled { return }
                guard Update.isWorthRepeating(error) else {
                    progress.notSent()
                    _ = await say([report.refused(name, error, at: time.now())])
                    return
                }
                _ = try? await time.sleep(.seconds(pause))
                pause = min(30, pause * 2)
            }
        }
    }

    private func untilLive() async {
        guard !isLive, !Task.isCancelled else { return }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiting in
                if isLive { waiting.resume() } else { waitingForLive.append(waiting) }
            }
        } onCancel: {
            Task { await self.giveUpWaiting() }
        }
    }

    private func giveUpWaiting() {
        for waiting in waitingForLive { waiting.resume() }
        waitingForLive = []
    }
}
