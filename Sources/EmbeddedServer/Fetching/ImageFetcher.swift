import API
import Foundation
import Logging
import Metrics
import NIOSSL

/// Fetches images that submissions name by address (`data.image_url`), where the operator allows their hosts.
///
/// Whoever submits chooses the address, and could have the service connect to where only it can reach (server-side request
/// forgery). So at each hop, redirects included: the address is read strictly, its host and port are on the operator's
/// list, all that its name resolves to is looked at, and the connection goes to an address that was looked at.
struct ImageFetcher: Sendable {
    private let configuration: FetchConfiguration
    private let resolver: any HostResolver
    private let connection: FetchConnection
    private let seats: FetchSeats
    private let metrics: any MetricsFactory
    private let logger: Logger

    /// Addresses of a host that are tried.
    private static let maxAddresses = 4
    private static let lookUps = 8

    init(
        _ configuration: FetchConfiguration, maxBytes: Int, resolver: (any HostResolver)? = nil,
        tls: TLSConfiguration? = nil, metrics: any MetricsFactory, logger: Logger
    ) {
        self.configuration = configuration
        self.resolver = resolver ?? SystemHostResolver(threads: Self.lookUps)
        var trust = tls ?? .makeClientConfiguration()
        trust.minimumTLSVersion = .tlsv12
        connection = FetchConnection(configuration: configuration, maxBytes: maxBytes, tls: trust)
        seats = FetchSeats(count: configuration.maxFetches)
        self.metrics = metrics
        self.logger = logger
    }

    /// What a submission is told where no host is allowed.
    static let off = ServiceError(
        .urlFetchingOff,
        "This server does not fetch images from addresses (data.image_url); send the image itself, or have its operator "
            + "allow the host with serve --allow-url-host HOST.")

    /// - Parameter share: where its bytes count as those of an upload.
    /// - Returns: the image under the last part of its path as its name. What it is, only its content says.
    /// - Throws: `ServiceError`: `INVALID_URL`, `URL_…`, `BODY_TOO_LARGE`, `TOO_MANY_FETCHES`, `UPLOAD_MEMORY_FULL`.
    func fetch(_ text: String, share: UploadShare? = nil) async throws(ServiceError) -> UploadReader.File {
        let start = ContinuousClock.now
        let result: Result<UploadReader.File, ServiceError>
        do {
            result = .success(try await fetchInTime(text, share))
        } catch {
            result = .failure(error)
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        var code = ""
        if case .failure(let error) = result { code = error.code.rawValue }
        Counter(label: "top5_image_fetches_total", dimensions: [("code", code)], factory: metrics).increment()
        Timer(label: "top5_image_fetch_seconds", factory: metrics).recordSeconds(seconds)
        return try result.get()
    }

    private func fetchInTime(_ text: String, _ share: UploadShare?) async throws(ServiceError) -> UploadReader.File {
        let url = try ImageURL(parsing: text)
        try seats.take()
        defer { seats.give() }
        let failure = FetchFailure(host: url.host, configuration: configuration)
        do {
            return try await withThrowingTaskGroup(of: UploadReader.File.self) { group in
                group.addTask { try await follow(url, share) }
                group.addTask {
                    try await Task.sleep(for: .seconds(configuration.overallSeconds))
                    throw failure.overall
                }
                defer { group.cancelAll() }
                guard let file = try await group.next() else { throw CancellationError() }
                return file
            }
        } catch {
            throw failure.error(error)
        }
    }

    private func follow(_ first: ImageURL, _ share: UploadShare?) async throws -> UploadReader.File {
        let start = ContinuousClock.now
        var url = first
        for hop in 0...configuration.maxRedirects {
            switch try await visit(url, share, after: hop, from: first) {
            case .image(let image):
                log(
                    .info, "image fetched", url,
                    [
                        "bytes": .stringConvertible(image.bytes.count), "redirects": .stringConvertible(hop),
                        "ms": .stringConvertible(Int((ContinuousClock.now - start) / .milliseconds(1))),
                    ])
                return UploadReader.File(image: image, name: first.fileName)
            case .redirect(let location):
                let next = try url.following(location)
                guard url.scheme == .http || next.scheme == .https else {
                    throw ServiceError(
                        .urlRedirectRefused,
                        "'\(url.host)' redirects from https to http, which is not followed; give an address that stays https."
                    )
                }
                url = next
            }
        }
        throw ServiceError(
            .urlRedirectRefused,
            "'\(first.host)' redirects more than \(configuration.maxRedirects) times; give the address where the image is.",
            details: ["limit": configuration.maxRedirects])
    }

    /// Says of a refusal that a redirect led to it: the caller gave another host.
    private func visit(
        _ url: ImageURL, _ share: UploadShare?, after redirects: Int, from first: ImageURL
    ) async throws -> FetchConnection.Answer {
        do {
            return try await visit(url, share)
        } catch var error as ServiceError where redirects > 0 {
            error.message = "'\(first.host)' redirects to '\(url.host)'. \(error.message)"
            throw error
        }
    }

    /// One hop, with every check.
    private func visit(_ url: ImageURL, _ share: UploadShare?) async throws -> FetchConnection.Answer {
        guard configuration.hosts.contains(where: { $0.matches(url) }) else {
            throw ServiceError(
                .urlHostNotAllowed,
                "This server does not fetch from '\(url.host)', port \(url.port): send the image itself, or have its operator "
                    + "allow it with serve --allow-url-host.")
        }
        let failure = FetchFailure(host: url.host, configuration: configuration)
        let addresses = try await permitted(url, failure)
        var last: (any Error)?
        for address in addresses.prefix(Self.maxAddresses) {
            do {
                return try await connection.get(url, at: address, share)
            } catch let error as ServiceError {
                throw error
            } catch {
                try Task.checkCancellation()
                last = error
            }
        }
        throw last.map(failure.error) ?? failure.unknown
    }

    /// Those of a host's addresses that may be connected to.
    private func permitted(_ url: ImageURL, _ failure: FetchFailure) async throws -> [NetworkAddress] {
        let found: [NetworkAddress]
        if let address = url.address { found = [address] } else { found = try await resolver.addresses(of: url.host) }
        guard let first = found.first else { throw failure.unknown }
        let permitted = found.filter { address in
            guard let block = AddressBlock.of(address) else { return true }
            return block.isHost && configuration.allowsPrivateAddresses
        }
        guard permitted.isEmpty, let block = AddressBlock.of(first) else { return permitted }
        log(
            .notice, "image not fetched: its host has no public address", url,
            ["address": .string(first.description), "kind": .string(block.name)])
        throw ServiceError(
            .urlAddressNotAllowed,
            "'\(url.host)' is \(block.name), and this server fetches from the public internet only; send the image itself."
        )
    }

    /// Of an address only its host: its query may be a secret.
    private func log(
        _ level: Logger.Level, _ message: Logger.Message, _ url: ImageURL, _ details: Logger.Metadata
    ) {
        var line = details
        line["host"] = .string(url.host)
        line["request_id"] = RequestID.current.map { .string($0) }
        logger.log(level: level, message, metadata: line)
    }
}
