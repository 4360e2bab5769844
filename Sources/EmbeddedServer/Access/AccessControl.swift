import API
import Crypto
import Foundation
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// Knows the callers by their tokens. The file is looked at anew for each request, so a revoked token counts no more
/// from then on; a file that cannot be read lets nobody in.
final class AccessControl: Sendable {
    private struct State {
        var fingerprint: FileFingerprint?
        var tokens: [String: StoredToken] = [:]
        /// Whether the file cannot be read, so that nobody is let in.
        var isClosed = false
        /// Connections on which a token's bearer follows events.
        var streams: [ObjectIdentifier: (tokenID: String, channel: any Channel)] = [:]
    }

    private let file: TokenFile
    private let logger: Logger
    private let state = Mutex(State())
    /// Compared with where there is no such token, so that this takes as long.
    private static let noDigest = [UInt8](repeating: 0, count: SHA256.byteCount)

    /// - Throws: `ServiceError` for a file that cannot be read: a service is not even started with it.
    init(file: TokenFile, logger: Logger) throws(ServiceError) {
        self.file = file
        self.logger = logger
        let (tokens, fingerprint) = try file.readWithFingerprint()
        state.withLock {
            $0.tokens = Self.byID(tokens)
            $0.fingerprint = fingerprint
        }
    }

    var tokenCount: Int { state.withLock { $0.tokens.count } }
    /// Why nobody is let in, for anybody to know; the log has more. nil: all is well.
    var problem: String? {
        state.withLock { $0.isClosed }
            ? "The service cannot read its tokens, so it lets nobody in; its log says why." : nil
    }

    /// - Parameter authorization: the header's value, `Bearer TOKEN`.
    /// - Throws: `UNAUTHENTICATED`; `ACCESS_UNAVAILABLE` while the file cannot be read.
    func caller(authorization: String?) throws(ServiceError) -> Caller {
        refresh()
        if let problem { throw ServiceError(.accessUnavailable, problem) }
        guard let authorization else {
            throw ServiceError(
                .unauthenticated, "This service wants a token: send the header 'Authorization: Bearer TOKEN'.")
        }
        let words = authorization.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, words[0].lowercased() == "bearer", let token = AccessToken(parsing: words[1]) else {
            throw ServiceError(
                .unauthenticated, "The Authorization header is not 'Bearer TOKEN' with a token of this service.")
        }
        let known = state.withLock { $0.tokens[token.id] }
        // Crypto compares digests in constant time.
        let isRight = token.digest == (known?.digest ?? Self.noDigest)
        guard isRight, let known else {
            throw ServiceError(
                .unauthenticated, "The token is not known here, or no more: it may have been revoked. Ask for another.")
        }
        return Caller(tokenID: known.id, name: known.name, role: known.role)
    }

    /// Ends this connection when the caller's token is revoked. Other requests end by themselves before long.
    func follow(_ caller: Caller, on channel: any Channel) {
        let key = ObjectIdentifier(channel)
        let isStillKnown = state.withLock { state in
            state.streams[key] = (caller.tokenID, channel)
            return state.tokens[caller.tokenID] != nil
        }
        channel.closeFuture.whenComplete { [weak self] _ in
            self?.state.withLock { $0.streams[key] = nil }
        }
        if !isStillKnown { channel.close(promise: nil) }
    }

    /// Reads the file again if it has changed.
    func refresh() {
        let ended = state.withLock { state -> [any Channel] in
            let now = FileFingerprint(path: file.path)
            guard now != state.fingerprint else { return [] }
            do throws(ServiceError) {
                let (tokens, fingerprint) = try file.readWithFingerprint()
                state.tokens = Self.byID(tokens)
                state.fingerprint = fingerprint
                state.isClosed = false
                logger.notice("tokens read", metadata: ["count": .stringConvertible(tokens.count)])
            } catch {
                state.tokens = [:]
                state.fingerprint = now
                state.isClosed = true
                logger.error(
                    "tokens cannot be read; until this is mended nobody is let in",
                    metadata: ["error": .string(error.description)])
            }
            return state.streams.values.filter { state.tokens[$0.tokenID] == nil }.map(\.channel)
        }
        for channel in ended { channel.close(promise: nil) }
    }

    private static func byID(_ tokens: [StoredToken]) -> [String: StoredToken] {
        Dictionary(tokens.map { ($0.id, $0) }) { first, _ in first }
    }
}

/// Looks at the tokens every second, so that a revoked one's event streams end also where nobody asks for anything.
struct AccessWatch: Service {
    let access: AccessControl

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: .seconds(1))
                access.refresh()
            }
        }
    }
}
