import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Starts that cannot succeed, and what they leave alone.
    @Suite struct StartTests {
        @Test func aCorruptDatabaseIsSaidAndLeftAsItIs() async throws {
            let home = try TemporaryFolder("corrupt")
            let database = home.file("state/queue.sqlite")
            try FileManager.default.createDirectory(at: home.file("state"), withIntermediateDirectories: true)
            let garbage = Data("this was a database once ".utf8) + Data(repeating: 0xA5, count: 8_192)
            try garbage.write(to: database)
            let run = try await Top5Program.run(
                ["serve", "--listen", "127.0.0.1:0", "--state", home.file("state").path], home: home)
            #expect(run.exit == .code(1))
            #expect(run.errors.contains(database.path), "\(run.errors)")
            #expect(!run.errors.contains("listening on"))
            let after = try Data(contentsOf: database)
            #expect(after == garbage)
        }

        @Test func aSecondServiceOnTheSameStateIsRefusedAndTheFirstWorksOn() async throws {
            try await RunningService.run { service in
                let run = try await Top5Program.run(
                    ["serve", "--listen", "127.0.0.1:0", "--state", service.home.file("state").path], home: service.home
                )
                #expect(run.exit == .code(1))
                #expect(run.errors.contains(service.home.file("state").path), "\(run.errors)")
                try await service.expectItWorks()
            }
        }

        @Test func aPortInUseIsSaid() async throws {
            try await RunningService.run { service in
                let home = try TemporaryFolder("port")
                let address = service.url.replacing("http://", with: "")
                let run = try await Top5Program.run(["serve", "--listen", address], home: home)
                #expect(run.exit == .code(1))
                #expect(run.errors.contains(address), "\(run.errors)")
            }
        }

        @Test func aModelThatIsNotThereIsSaidAtTheStart() async throws {
            let home = try TemporaryFolder("model")
            let run = try await Top5Program.run(["serve", "--listen", "127.0.0.1:0", "--model", "nope"], home: home)
            #expect(run.exit == .code(2))
            #expect(run.errors.contains("nope"), "\(run.errors)")
            #expect(!run.errors.contains("listening on"))
        }

        @Test(arguments: ["0.0.0.0:0", "nonsense", "127.0.0.1:99999", "http://127.0.0.1:1", "127.0.0.1:80:80"])
        func anAddressThatIsNotAllowedIsRefused(listen: String) async throws {
            let home = try TemporaryFolder("listen")
            let run = try await Top5Program.run(["serve", "--listen", listen], home: home)
            #expect(run.exit == .code(2))
            #expect(run.errors.contains(listen.split(separator: ":").first ?? ""), "\(run.errors)")
            #expect(!run.errors.contains("listening on"))
        }

        @Test func aSecondSignalEndsAtOnce() async throws {
            let home = try TemporaryFolder("signals")
            let server = try await ServerProcess.start(home: home)
            server.signal(SIGINT)
            let exit = try await server.stop()
            #expect(exit == .code(0) || exit == .signal(SIGTERM))
        }
    }
}
