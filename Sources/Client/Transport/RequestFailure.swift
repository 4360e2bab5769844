import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Says what a failed request came to, in words that tell what to do.
struct RequestFailure {
    let request: String
    let address: ServiceAddress
    let timeouts: ClientTimeouts

    func clientError(_ error: any Error) -> ClientError {
        switch error {
        case let error as ClientError: error
        case is CancellationError: cancelled
        case let error as HTTPClientError: clientError(http: error)
        case let error as IOError: clientError(errno: error.errnoCode)
        case let error as NIOConnectionError: clientError(connection: error)
        case HTTPParserError.invalidEOFState: clientError(http: .remoteConnectionClosed)
        case let error as NIOSSLError: clientError(tls: "\(error)")
        case let error as NIOSSLExtraError: clientError(tls: "\(error)")
        case let error as BoringSSLError: clientError(tls: "\(error)")
        case is HTTPParserError, is NIOHTTPDecoderError: notHTTP
        case let error as ChannelError: ended("\(error)")
        default: broken(PlainText.of(String(describing: error)))
        }
    }

    /// The service took the whole upload and did not answer.
    var uploadUnanswered: ClientError {
        unreachable("\(address) took the image, and did not answer within \(seconds(timeouts.uploadAnswer)).")
    }

    /// The answer to an upload began and did not end.
    var uploadHalfAnswered: ClientError {
        unreachable("\(address) began to answer, and did not end within \(seconds(timeouts.uploadAnswer)).")
    }

    private func clientError(http error: HTTPClientError) -> ClientError {
        switch error {
        case .cancelled, .alreadyShutdown:
            cancelled
        case .connectTimeout, .getConnectionFromPoolTimeout:
            unreachable("No connection to \(address) within \(seconds(timeouts.connect)). Is the address right?")
        case .deadlineExceeded:
            silent("\(address) did not answer within \(seconds(timeouts.answer)).")
        case .readTimeout:
            silent("\(address) is not answering since \(seconds(timeouts.read)).")
        case .writeTimeout:
            unreachable("\(address) has taken nothing more of the image for \(seconds(timeouts.write)).")
        case .remoteConnectionClosed:
            ended("closed before the answer was complete")
        case .bodyLengthMismatch:
            ClientError(
                .file, "The file changed its length while it was sent to \(address). Send it again.", detail: request)
        default:
            broken(error.shortDescription)
        }
    }

    private func clientError(connection error: NIOConnectionError) -> ClientError {
        if let refusal = error.connectionErrors.first?.error {
            return clientError(refusal)
        }
        return unreachable("No such host: \(address). Check the spelling of the address.")
    }

    private func clientError(errno code: CInt) -> ClientError {
        switch code {
        case ECONNREFUSED:
            unreachable("No service listens at \(address). Start one with `top5 serve --listen \(listenAddress)`.")
        case ENOENT where address.socketPath != nil:
            unreachable("There is no socket at \(address). Start a service with `top5 serve --listen \(address)`.")
        case EACCES where address.socketPath != nil:
            unreachable("This user may not open the socket \(address).")
        case ECONNRESET, EPIPE:
            ended(IOError(errnoCode: code, reason: "connection").description)
        default:
            broken(IOError(errnoCode: code, reason: "connection").description)
        }
    }

    /// What went wrong with a handshake, or after it, in the library's words.
    private func clientError(tls text: String) -> ClientError {
        let detail = PlainText.of(text)
        if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
            return unreachable("\(address) does not speak TLS. Is it http://?", detail)
        }
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return unreachable(
                "The certificate of \(address) is not one that this machine trusts. If it comes from an authority of your "
                    + "own, give that one's certificate with --ca-cert.", detail)
        }
        if text.contains("ailedToValidateHostname") {
            return unreachable(
                "The certificate of \(address) is not for this name. Use the name that it is for.", detail)
        }
        return broken(detail)
    }

    private var notHTTP: ClientError {
        ClientError(.badAnswer, "\(address) is not a top5 service: it does not speak HTTP.", detail: request)
    }

    private var cancelled: ClientError {
        ClientError(.cancelled, "The request to \(address) was cancelled.", detail: request)
    }

    private var listenAddress: String {
        address.description.replacing("https://", with: "").replacing("http://", with: "")
    }

    private func unreachable(_ message: String, _ detail: String? = nil) -> ClientError {
        ClientError(.unreachable, message, detail: detail.map { "\(request): \($0)" } ?? request)
    }

    private func silent(_ message: String) -> ClientError {
        var error = unreachable(message)
        error.isTimeout = true
        return error
    }

    private func ended(_ detail: String) -> ClientError {
        unreachable("\(address) ended the connection.", detail)
    }

    private func broken(_ detail: String) -> ClientError {
        unreachable("The connection to \(address) failed. Check the address and the network.", detail)
    }

    private func seconds(_ duration: Duration) -> String {
        let value = duration / .seconds(1)
        return value == value.rounded() ? "\(Int(value)) s" : "\(value) s"
    }
}
