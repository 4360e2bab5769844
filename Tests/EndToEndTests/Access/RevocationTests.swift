import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `top5 token` beside a service that runs.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct RevocationTests {
        @Test func aRevokedTokenCountsNoMoreAndItsStreamEnds() async throws {
            try await GuardedService.run { service in
                let eye = try #require(service.tokens["eye"])
                let op = try #require(service.tokens["op"])
                func follow(_ token: String) throws -> RawConnection {
                    try RawConnection(
                        to: service.url,
                        sending: "GET /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n\r\n")
                }
                let eyes = try follow(eye)
                let ops = try follow(op)
                for stream in [eyes, ops] {
                    let begin = await stream.read { $0.contains("event: live") }
                    #expect(begin.contains("event: live"), "\(begin)")
                }
                #expect(try await service.curl("/v1/jobs", as: "eye").status == 200)
                let run = try await GuardedService.token(["revoke", "eye"], home: service.home)
                #expect(run.exit == .code(0) && run.text.contains("eye"), "\(run)")
                #expect(try await service.curl("/v1/jobs", as: "eye").status == 401)
                // Ends, and not because it was silent: it would have been heard every 5 s.
                let rest = await eyes.read { $0.contains("still here\n\n: still here") }
                eyes.close()
                #expect(!rest.contains("still here\n\n: still here"), "\(rest)")
                let beat = await ops.read { $0.contains("still here") }
                ops.close()
                #expect(beat.contains("still here"), "another's stream ended too")
                #expect(try await service.curl("/v1/jobs", as: "op").status == 200)

                for (token, words) in [(nil, "TOP5_TOKEN"), (eye, "does not know the token")] as [(String?, String)] {
                    let credentials = try ServiceCredentials(token: token)
                    do {
                        _ = try await HTTPServiceClient.withClient(
                            ServiceAddress(service.url), credentials: credentials
                        ) { try await $0.stats() }
                        Issue.record("let in with \(words)")
                    } catch let error as ClientError {
                        #expect(error.kind == .refused(status: 401, code: "UNAUTHENTICATED"))
                        #expect(error.message.contains(words), "\(error.message)")
                        #expect(!error.description.contains(eye.suffix(43)))
                    }
                }

                let again = try await GuardedService.token(
                    ["create", "--role", "viewer", "--name", "new"], home: service.home)
                let token = again.text.trimmingCharacters(in: .newlines)
                let answer = try await Curl.run(service.url + "/v1/jobs", "-H", "Authorization: Bearer \(token)")
                #expect(answer.status == 200)
            }
        }

        @Test func aFileThatIsDamagedClosesAndSaysSo() async throws {
            try await GuardedService.run { service in
                let file = service.home.file("state/tokens.json")
                let good = try Data(contentsOf: file)
                try Data("{".utf8).write(to: file)
                let closed = try await service.curl("/v1/jobs", as: "op")
                #expect(closed.status == 503)
                #expect(closed.errorCode == "ACCESS_UNAVAILABLE", "\(closed.text)")
                let ready = try await service.curl("/readyz")
                #expect(ready.status == 503)
                #expect(!ready.text.contains("tokens.json"), "a path for everybody: \(ready.text)")
                #expect(service.server.log.contains("tokens cannot be read"))
                try good.write(to: file)
                #expect(try await service.curl("/v1/jobs", as: "op").status == 200)
            }
        }

        @Test func tokensMadeAtOnceAllCount() async throws {
            let home = try TemporaryFolder("tokens")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let run = try await GuardedService.token(
                            ["create", "--role", "viewer", "--name", "n\(number)"], home: home)
                        #expect(run.exit == .code(0), "\(run.errors)")
                    }
                }
                try await group.waitForAll()
            }
            let list = try await GuardedService.token(["list", "--json"], home: home)
            let tokens = try JSONSerialization.jsonObject(with: list.output) as? [[String: Any]]
            #expect(Set(tokens?.compactMap { $0["name"] as? String } ?? []) == Set((0..<8).map { "n\($0)" }))
            #expect(!list.text.contains("sha256"))
        }

        @Test func mistakesAreNamed() async throws {
            let home = try TemporaryFolder("tokens")
            let cases: [([String], Int32, String)] = [
                (["create", "--role", "king", "--name", "a"], 2, "king"),
                (["create", "--role", "viewer", "--name", "a b"], 2, "a b"),
                (["revoke", "nobody"], 1, "none to revoke"),
                (["list"], 0, "no token"),
            ]
            for (arguments, status, word) in cases {
                let run = try await GuardedService.token(arguments, home: home)
                #expect(run.exit == .code(status), "\(arguments): \(run)")
                #expect((run.errors + run.text).contains(word), "\(run)")
            }
            let serve = try await Top5Program.run(
                ["serve", "--listen", "0.0.0.0:0", "--state", home.file("state").path], home: home)
            #expect(serve.exit == .code(2))
            #expect(serve.errors.contains("top5 token create"), "\(serve.errors)")
        }
    }
}
