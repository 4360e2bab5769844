import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

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
        case is HTTPParserError, is NIOHTTPDecoderError: notHTTP
        case is ChannelError: unreachable("The connection to \(address) was closed during \(request).")
        default: unreachable("\(request) to \(address) failed: \(PlainText.of(String(describing: error))).")
        }
    }

    private func clientError(http error: HTTPClientError) -> ClientError {
        switch error {
        case .cancelled, .alreadyShutdown:
            cancelled
        case .connectTimeout, .getConnectionFromPoolTimeout:
            unreachable("No connection to \(address) within \(seconds(timeouts.connect)). Is the address right?")
        case .deadlineExceeded:
            unreachable("\(address) did not answer \(request) within \(seconds(timeouts.answer)).")
        case .readTimeout:
            unreachable("\(address) went silent for \(seconds(timeouts.read)) during \(request).")
        case .writeTimeout:
            unreachable("\(address) took no more bytes of \(request) for \(seconds(timeouts.write)).")
        case .remoteConnectionClosed:
            unreachable("\(address) closed the connection before its answer to \(request) was complete.")
        case .bodyLengthMismatch:
            ClientError(.file, "The file changed its length while it was sent to \(address). Send it again.")
        default:
            unreachable("\(request) to \(address) failed: \(error.shortDescription).")
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
            unreachable("\(address) broke the connection off during \(request). Its log may say why.")
        default:
            unreachable(
                "\(request) to \(address) failed: \(IOError(errnoCode: code, reason: "connection").description).")
        }
    }

    private var notHTTP: ClientError {
        ClientError(.badAnswer, "What \(address) answered to \(request) is not HTTP. Is this a top5 service?")
    }

    private var cancelled: ClientError { ClientError(.cancelled, "\(request) was cancelled.") }

    private var listenAddress: String {
        address.description.replacing("http://", with: "").replacing("https://", with: "")
    }

    private func unreachable(_ message: String) -> ClientError { ClientError(.unreachable, message) }

    private func seconds(_ duration: Duration) -> String {
        let value = duration / .seconds(1)
        return value == value.rounded() ? "\(Int(value)) s" : "\(value) s"
    }
}
