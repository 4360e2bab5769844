import API
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// One request for an image, to an address that was checked and to no other: whatever the name means a moment later, the
/// connection does not look it up again (DNS rebinding).
struct FetchConnection: Sendable {
    enum Answer: Sendable {
        case image(ReceivedImage)
        /// Where to look instead, as it was said.
        case redirect(String)
    }

    let configuration: FetchConfiguration
    let maxBytes: Int
    let tls: TLSConfiguration

    /// Sends neither cookies nor credentials, follows nothing, undoes no compression, and uses no proxy.
    ///
    /// - Throws: `ServiceError`; whatever the HTTP library throws.
    func get(_ url: ImageURL, at address: NetworkAddress, _ share: UploadShare?) async throws -> Answer {
        var settings = HTTPClient.Configuration()
        settings.redirectConfiguration = .disallow
        settings.httpVersion = .http1Only
        settings.timeout = .init(
            connect: Self.amount(configuration.connectSeconds), read: Self.amount(configuration.idleSeconds))
        settings.connectionPool.retryConnectionEstablishment = false
        settings.tlsConfiguration = tls
        if url.address == nil { settings.dnsOverride = [url.host: address.description] }
        // The address is part of a client's configuration, so each has one of its own, and no connection is used again.
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        do {
            let answer = try await get(url, by: client, share)
            try? await client.shutdown()
            return answer
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func get(_ url: ImageURL, by client: HTTPClient, _ share: UploadShare?) async throws -> Answer {
        var request = HTTPClientRequest(url: url.text)
        request.headers = ["user-agent": "top5", "accept": "image/*", "accept-encoding": "identity"]
        let response = try await client.execute(request, deadline: .now() + Self.amount(configuration.overallSeconds))
        let status = Int(response.status.code)
        if [301, 302, 303, 307, 308].contains(status) {
            guard let location = response.headers.first(name: "location") else {
                throw ServiceError(
                    .urlRedirectRefused,
                    "'\(url.host)' redirects (\(status)) without saying where; give another address.")
            }
            return .redirect(location)
        }
        guard status == 200 else {
            throw ServiceError(
                .urlFailed, "'\(url.host)' answered with status \(status) instead of an image; check data.image_url.",
                details: ["status": status])
        }
        // It spares the reading of what is too large; what it does not say is counted.
        if let length = response.headers.first(name: "content-length").flatMap({ Int($0) }), length > maxBytes {
            throw tooLarge("\(length) bytes")
        }
        var image = ReceivedImage()
        for try await chunk in response.body {
            guard image.bytes.count + chunk.readableBytes <= maxBytes else { throw tooLarge("more") }
            try share?.add(chunk.readableBytes)
            image.append(chunk.readableBytesView)
        }
        // Cancelled, a body ends as if it were complete.
        try Task.checkCancellation()
        return .image(image)
    }

    private func tooLarge(_ size: String) -> ServiceError {
        ServiceError(
            .bodyTooLarge,
            "This server takes images of at most \(maxBytes) bytes; the one at data.image_url has \(size). Use a smaller "
                + "one.", details: ["limit": maxBytes])
    }

    private static func amount(_ seconds: Double) -> TimeAmount { .milliseconds(Int64(seconds * 1000)) }
}
