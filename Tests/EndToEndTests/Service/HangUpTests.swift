import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A service whose terminal is closed.
    @Suite struct HangUpTests {
        private static let hasNohup = FileManager.default.isExecutableFile(atPath: "/usr/bin/nohup")

        @Test func aClosedTerminalIsAnOrderlyEnd() async throws {
            let home = try TemporaryFolder("hangup")
            let server = try await ServerProcess.start(home: home)
            server.signal(SIGHUP)
            let hasEnded = await Deadline.poll(within: .seconds(40)) { server.exit != nil }
            #expect(hasEnded && server.exit == .code(0), "\(server.log)")
            #expect(server.log.contains("shutting down"), "\(server.log)")
        }

        @Test(.enabled(if: hasNohup, "needs nohup"))
        func underNohupItGoesOn() async throws {
            let home = try TemporaryFolder("nohup")
            let server = try await ServerProcess.start(home: home, prefix: ["/usr/bin/nohup"])
            server.signal(SIGHUP)
            try await Task.sleep(for: .milliseconds(500))
            #expect(server.exit == nil, "\(server.log)")
            try await HTTPServiceClient.withClient(ServiceAddress(server.address)) { client in
                let jobs = try await client.jobs(JobListQuery(limit: 1)).jobs
                #expect(jobs.isEmpty)
            }
            let exit = try await server.stop()
            #expect(exit == .code(0))
        }
    }
}
