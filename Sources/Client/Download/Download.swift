import AsyncHTTPClient
import Foundation
import NIOCore

/// Fetches one file: resumes where an earlier try stopped, and puts it in place only when its sum is right.
///
/// What was received stays beside the destination when the process dies or gives up, and is used by the next try.
package struct Download: Sendable {
    private let request: DownloadRequest
    private let limits: DownloadLimits
    private let clock: any Clock<Duration>
    private let onProgress: @Sendable (DownloadProgress) -> Void

    /// - Parameter onProgress: called with every piece, often; also when a try failed and the next one is waited for.
    package init(
        _ request: DownloadRequest, limits: DownloadLimits = DownloadLimits(),
        clock: any Clock<Duration> = ContinuousClock(),
        onProgress: @escaping @Sendable (DownloadProgress) -> Void = { _ in }
    ) {
        self.request = request
        self.limits = limits
        self.clock = clock
        self.onProgress = onProgress
    }

    /// Returns once the file is at its destination.
    ///
    /// - Throws: `DownloadError`, `DOWNLOAD_TIMEOUT` after the limit on the whole.
    package func run() async throws(DownloadError) {
        guard ["http", "https"].contains(request.url.scheme?.lowercased()) else {
            throw DownloadError(
                .badAnswer, "'\(RedirectRule.shown(request.url))' is no http or https address: nothing is fetched.")
        }
        guard let total = limits.total else { return try await fetch() }
        let result = await withTaskGroup(of: Result<Void, DownloadError>?.self) { group in
            group.addTask {
                do throws(DownloadError) {
                    return .success(try await fetch())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                guard (try? await clock.sleep(for: total)) != nil else { return nil }
                return .failure(timeout(total))
            }
            defer { group.cancelAll() }
            for await result in group {
                if let result { return result }
            }
            return .failure(timeout(total))
        }
        try result.get()
    }

    private func fetch() async throws(DownloadError) {
        let part = try await PartFile.open(request)
        var state = DownloadState(request, limits: limits, partBytes: part.bytes, validator: part.validator)
        var connection: DownloadConnection?
        do throws(DownloadError) {
            try await carryOut(&state, part, &connection)
            await connection?.close()
        } catch {
            await connection?.close()
            throw error
        }
    }

    private func carryOut(
        _ state: inout DownloadState, _ part: PartFile, _ connection: inout DownloadConnection?
    ) async throws(DownloadError) {
        var url = request.url
        var body: HTTPClientResponse.Body.AsyncIterator?
        var meter = RateMeter()
        while true {
            switch state.nextAction() {
            case .request(let address, let offset, let ifRange):
                body = nil
                await connection?.close()
                connection = nil
                url = address
                do {
                    let opened = try await DownloadConnection.open(
                        address, from: offset, ifRange: ifRange, limits: limits)
                    connection = opened
                    body = opened.makeIterator()
                    state.answered(opened.answer)
                } catch {
                    try fail(&state, error, url)
                }
            case .restart: try await part.restart()
            case .remember(let validator): try await part.remember(validator)
            case .read:
                do {
                    guard let piece = try await body?.next(isolation: #isolation) else {
                        state.ended()
                        continue
                    }
                    guard state.received(piece.readableBytes) else { continue }
                    try await part.append(Array(piece.readableBytesView))
                    meter.note(part.bytes, at: .now)
                    onProgress(DownloadProgress(bytes: part.bytes, total: request.bytes, rate: meter.rate(at: .now)))
                } catch let error as DownloadError {
                    throw error
                } catch {
                    try fail(&state, error, url)
                }
            case .wait(let seconds, let reason):
                body = nil
                await connection?.close()
                connection = nil
                meter = RateMeter()
                onProgress(DownloadProgress(bytes: part.bytes, total: request.bytes, waitingAfter: reason))
                guard (try? await clock.sleep(for: .seconds(seconds))) != nil else { throw cancelled }
            case .check: state.summed(part.sum)
            case .finish: return try await part.finish()
            case .discard(let error):
                await part.discard()
                throw error
            case .fail(let error): throw error
            }
        }
    }

    /// Leaves to the state what may pass, and throws what will not.
    private func fail(_ state: inout DownloadState, _ error: any Error, _ url: URL) throws(DownloadError) {
        guard !Task.isCancelled else { throw cancelled }
        let failure = DownloadFailure(url: url, limits: limits).downloadError(error)
        if failure.code == .cancelled { throw failure }
        state.failed(failure)
    }

    private var cancelled: DownloadError {
        DownloadError(.cancelled, "The download of \(RedirectRule.shown(request.url)) was cancelled.")
    }

    private func timeout(_ total: Duration) -> DownloadError {
        DownloadError(
            .timeout,
            """
            \(RedirectRule.shown(request.url)) was not whole within \(Int((total / .seconds(1)).rounded())) s. What came \
            is kept: the next try goes on from there.
            """)
    }
}
