import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The service tells a service manager how it goes, over a real socket.
    @Suite struct SystemdTests {
        @Test(arguments: [false, true])
        func readinessSignsOfLifeAndTheEnd(abstract: Bool) async throws {
            let listener = try DatagramSocket(abstract: abstract)
            let home = try TemporaryFolder("systemd")
            let server = try await ServerProcess.start(
                home: home, environment: ["NOTIFY_SOCKET": listener.address, "WATCHDOG_USEC": "200000"])
            var messages: [String] = []
            let isAlive = await Deadline.poll {
                messages += listener.messages()
                return messages.contains { $0.hasPrefix("READY=1\n") }
                    && messages.filter { $0 == "WATCHDOG=1" }.count >= 3
            }
            #expect(isAlive, "\(messages)\n\(server.log)")
            #expect(messages.filter { $0.contains("READY=1") }.count == 1)
            #expect(try await server.stop() == .code(0))
            messages = listener.messages()
            #expect(messages.filter { $0.hasPrefix("STOPPING=1\n") }.count == 1, "\(messages)")
            #expect(messages.last?.hasPrefix("STOPPING=1\n") == true, "\(messages)")
        }

        @Test func aManagerThatIsGoneDoesNotMatter() async throws {
            let home = try TemporaryFolder("systemd")
            let server = try await ServerProcess.start(
                home: home, environment: ["NOTIFY_SOCKET": "/nowhere/socket", "WATCHDOG_USEC": "100000"])
            #expect(try await server.stop() == .code(0), "\(server.log)")
        }
    }
}
