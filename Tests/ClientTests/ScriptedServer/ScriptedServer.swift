import Client
import NIOCore
import NIOPosix
import Synchronization

/// A server on a real socket that plays one scripted answer for each request, in order.
final class ScriptedServer: Sendable {
    let address: ServiceAddress
    private let channel: any Channel
    private let script: Script

    private init(channel: any Channel, script: Script, address: ServiceAddress) {
        self.channel = channel
        self.script = script
        self.address = address
    }

    /// Every request so far, in the order of their heads.
    var requests: [ScriptedRequest] { script.requests }

    /// Bytes that the kernel has taken so far.
    var sentBytes: Int { script.sentBytes }

    /// Starts a server on a free port of 127.0.0.1, or on a socket, and closes it and every connection after `body`.
    static func run<Value>(
        _ answers: [ScriptedAnswer], socketPath: String? = nil, _ body: (ScriptedServer) async throws -> Value
    ) async throws -> Value {
        let script = Script(answers)
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    script.opened(channel)
                    try channel.pipeline.syncOperations.addHandler(ScriptedConnection(script))
                }
            }
        let channel =
            if let socketPath {
                try await bootstrap.bind(unixDomainSocketPath: socketPath).get()
            } else {
                try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
            }
        let address = try ServiceAddress(
            socketPath.map { "unix:\($0)" } ?? "http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
        let server = ScriptedServer(channel: channel, script: script, address: address)
        do {
            let value = try await body(server)
            await server.stop()
            return value
        } catch {
            await server.stop()
            throw error
        }
    }

    private func stop() async {
        try? await channel.close()
        for connection in script.connections { try? await connection.close() }
    }

    /// An address of this machine at which nothing listens: a port that was free a moment ago may be another test's now,
    /// port 1 is nobody's and never given out.
    static func deadAddress() throws -> ServiceAddress {
        try ServiceAddress("http://127.0.0.1:1")
    }
}

/// What the connections of one server share.
final class Script: Sendable {
    private struct State {
        var answers: ArraySlice<ScriptedAnswer>
        var requests: [ScriptedRequest] = []
        var connections: [any Channel] = []
        var sentBytes = 0
    }

    private let state: Mutex<State>

    init(_ answers: [ScriptedAnswer]) {
        state = Mutex(State(answers: answers[...]))
    }

    var requests: [ScriptedRequest] { state.withLock { $0.requests } }
    var connections: [any Channel] { state.withLock { $0.connections } }
    var sentBytes: Int { state.withLock { $0.sentBytes } }

    func opened(_ channel: any Channel) { state.withLock { $0.connections.append(channel) } }
    func nextAnswer() -> ScriptedAnswer? { state.withLock { $0.answers.popFirst() } }
    func record(_ request: ScriptedRequest) { state.withLock { $0.requests.append(request) } }
    func sent(_ bytes: Int) { state.withLock { $0.sentBytes += bytes } }
}
