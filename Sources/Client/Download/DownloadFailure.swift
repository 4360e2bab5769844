import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Says what a failed try came to, in words that tell what to do.
struct DownloadFailure {
    let url: URL
    let limits: DownloadLimits

    private var shown: String { RedirectRule.shown(url) }
    private var server: String { PlainText.of(url.host ?? shown) }

    func downloadError(_ error: any Error) -> DownloadError {
        switch error {
        case let error as DownloadError: error
        case is CancellationError: cancelled
        case let error as HTTPClientError: http(error)
        case let error as IOError: connection(errno: error.errnoCode)
        case let error as NIOConnectionError: connection(error)
        case HTTPParserError.invalidEOFState: cut("closed it early")
        case is HTTPParserError, is NIOHTTPDecoderError:
            DownloadError(.badAnswer, "\(server) does not speak HTTP: \(shown) can't be fetched.")
        // The TLS library's types; it comes with the HTTP library and is no dependency of ours.
        case _ where String(reflecting: type(of: error)).hasPrefix("NIOSSL."):
            unreachable(
                "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
                    ? "its certificate is none that this machine trusts" : "it makes no encrypted connection")
        default: cut(PlainText.of("\(error)"))
        }
    }

    private func http(_ error: HTTPClientError) -> DownloadError {
        switch error {
        case .cancelled, .alreadyShutdown, .requestStreamCancelled: cancelled
        case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
            unreachable("no connection within \(seconds(limits.connect))")
        case .deadlineExceeded, .readTimeout:
            DownloadError(
                .stalled, "\(server) has sent nothing of \(shown) for \(seconds(limits.idle)). Try again later.")
        case .remoteConnectionClosed: cut("closed it early")
        case .invalidProxyResponse, .proxyAuthenticationRequired, .httpProxyHandshakeTimeout:
            unreachable("the proxy of this environment refuses: \(error.shortDescription)")
        case .invalidURL, .emptyHost, .emptyScheme:
            DownloadError(.badAnswer, "'\(shown)' is no address to download from.")
        default: cut(error.shortDescription)
        }
    }

    private func connection(_ error: NIOConnectionError) -> DownloadError {
        if let refusal = error.connectionErrors.first?.error {
            return downloadError(refusal)
        }
        return unreachable("there is no such host, or no network")
    }

    private func connection(errno code: CInt) -> DownloadError {
        let reason = String(cString: strerror(code))
        return switch code {
        case ECONNRESET, EPIPE: cut(reason)
        default: unreachable(reason)
        }
    }

    private var cancelled: DownloadError { DownloadError(.cancelled, "The download of \(shown) was cancelled.") }

    private func cut(_ how: String) -> DownloadError {
        DownloadError(.cut, "The connection to \(server) broke (\(how)); \(shown) is not whole. Try again.")
    }

    private func unreachable(_ why: String) -> DownloadError {
        DownloadError(.unreachable, "\(server) can't be reached: \(why). Check the network, then try again.")
    }

    private func seconds(_ duration: Duration) -> String {
        let value = duration / .seconds(1)
        return value == value.rounded() ? "\(Int(value)) s" : "\(value) s"
    }
}
