import API
import AsyncHTTPClient
import Foundation
import NIOSSL

/// Says what a failed fetch came to, in words that tell its caller what to do.
struct FetchFailure {
    let host: String
    let configuration: FetchConfiguration

    func error(_ failure: any Error) -> ServiceError {
        switch failure {
        case let error as ServiceError: error
        case is CancellationError: overall
        case let error as HTTPClientError: http(error)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: unreachable(Self.tls(failure, host), failure)
        default: unreachable("the connection to '\(host)' failed", failure)
        }
    }

    /// The whole fetch took too long.
    var overall: ServiceError {
        timeout("fetching from '\(host)' took more than \(seconds(configuration.overallSeconds))")
    }

    /// Its name is not known.
    var unknown: ServiceError { unreachable("there is no host '\(host)'", nil) }

    private func http(_ error: HTTPClientError) -> ServiceError {
        switch error {
        case .cancelled, .deadlineExceeded: overall
        case .connectTimeout, .getConnectionFromPoolTimeout:
            timeout("no connection to '\(host)' within \(seconds(configuration.connectSeconds))")
        case .readTimeout: timeout("nothing came from '\(host)' for \(seconds(configuration.idleSeconds))")
        case .remoteConnectionClosed: unreachable("'\(host)' ended the connection before the image was complete", error)
        default: unreachable("the connection to '\(host)' failed", error)
        }
    }

    private static func tls(_ failure: any Error, _ host: String) -> String {
        let text = String(describing: failure)
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return "this server does not trust the certificate of '\(host)'"
        }
        if text.contains("ailedToValidateHostname") { return "the certificate of '\(host)' is for another name" }
        return "TLS with '\(host)' failed"
    }

    private func timeout(_ what: String) -> ServiceError {
        ServiceError(.urlTimeout, "The image was not fetched: \(what). Try again, or send the image itself.")
    }

    private func unreachable(_ what: String, _ cause: (any Error)?) -> ServiceError {
        ServiceError(
            .urlUnreachable, "The image was not fetched: \(what). Check data.image_url, or send the image itself.",
            cause: cause.map { String(describing: $0) })
    }

    private func seconds(_ count: Double) -> String { "\(count.formatted()) s" }
}
