import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What must not leave the service: tokens, pictures, files, answers for other web pages.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct DiscretionTests {
        @Test func aLogHasNeitherTokensNorPictures() async throws {
            try await GuardedService.run(arguments: ["--log-level", "trace"]) { service in
                let picture = try Data(contentsOf: Top5Program.sample("lemon.jpg"))
                let id = try await service.submit(as: "ann")
                _ = try await service.finished(id)
                let torn = service.home.file("torn.jpg")
                try picture.prefix(9000).write(to: torn)
                let bad = try await service.curl("/v1/jobs", as: "bob", "-F", "image=@\(torn.path)")
                _ = try await service.finished(try #require(bad.json["job_id"] as? String))
                // A token in the wrong place, and one that is none.
                let token = try #require(service.tokens["op"])
                _ = try await service.curl("/v1/jobs", as: nil, "-H", "Authorization: Basic \(token)")
                _ = try await service.curl("/v1/jobs", as: nil, "-H", "Authorization: Bearer x\(token)")
                _ = try await service.curl("/v1/jobs?access_token=\(token)")
                let log = service.server.log
                #expect(log.contains("request answered"), "this log would have nothing to hide")
                for token in service.tokens.values {
                    #expect(!log.contains(token.suffix(43)))
                }
                let bytes = Data(log.utf8)
                let encoded = picture.base64EncodedString()
                for start in stride(from: 1024, to: picture.count - 24, by: 1024) {
                    #expect(bytes.range(of: picture[start..<start + 12]) == nil)
                    #expect(!log.contains(encoded.dropFirst(start / 3 * 4).prefix(16)))
                }
            }
        }

        @Test func namesOfACallerAreNeverPaths() async throws {
            try await RunningService.run { service in
                // What a traversal would reach: a good model, and a picture, one folder up from the state.
                let models = service.home.file("other")
                try FileManager.default.copyItem(at: Top5Program.models, to: models)
                func files() throws -> Set<String> {
                    let names = FileManager.default.enumerator(atPath: service.home.url.path)?.compactMap {
                        $0 as? String
                    }
                    // Without the engine's own cache.
                    return Set(names ?? []).filter { !$0.hasPrefix(".cache") }
                }
                _ = try await service.finished(service.submit("lemon.jpg").id)
                let before = try files()
                #expect(before.contains("state/queue.sqlite"))
                let image = Top5Program.sample("lemon.jpg").path
                let names = [
                    "../../x.jpg", "/tmp/top5-owned.jpg", "..\\..\\x.jpg", "a/../../b.jpg", "%2e%2e%2fx.jpg", "~/x.jpg",
                    "$(touch owned).jpg", "con.jpg\u{0}.png",
                ]
                for name in names {
                    let job = try await service.client.submit(ImageUpload(source: .file(path: image), name: name))
                    #expect(!job.image.name.contains("/") && !job.image.name.contains("\\"), "\(job.image.name)")
                    _ = try await service.finished(job.id)
                    let form = try await Curl.run(
                        service.url + "/predict", "-F", "image=@\(image);filename=\"\(name.prefix { $0 != "\0" }).jpg\""
                    )
                    #expect(form.status == 202, "\(name): \(form.text)")
                }
                for model in [
                    "../other/tiny-resnet-64", "../../other/tiny-resnet-64@1",
                    models.appending(path: "tiny-resnet-64").path,
                    "..", "/", "tiny-resnet-64/../tiny-resnet-64",
                ] {
                    await JobsTests.expect(.refused(status: 400, code: "UNKNOWN_MODEL")) {
                        try await service.submit("lemon.jpg", model: model)
                    }
                    let encoded = model.replacing("/", with: "%2F")
                    let shown = try await Curl.run("--path-as-is", service.url + "/v1/models/\(encoded)")
                    #expect(shown.status == 404, "\(model): \(shown.text)")
                }
                for path in [
                    "/v1/jobs/..%2F..%2Fstate%2Fqueue.sqlite", "/v1/jobs/../../state/queue.sqlite",
                    "/v1/jobs/..%2Ftop5.log/image", "/results/..%2F..%2Fetc%2Fpasswd", "/../../etc/passwd",
                    "/v1/../../../../etc/passwd",
                ] {
                    let answer = try await Curl.run("--path-as-is", service.url + path)
                    let isUnknownTask = path.hasPrefix("/results/") && answer.json["status"] as? String == "PENDING"
                    #expect(answer.status == 404 || isUnknownTask, "\(path): \(answer.text)")
                    #expect(!answer.text.contains("root:"))
                }
                let after = try files()
                #expect(after == before, "\(after.symmetricDifference(before))")
                #expect(!FileManager.default.fileExists(atPath: "/tmp/top5-owned.jpg"))
            }
        }

        @Test func noAnswerIsForAnotherWebPage() async throws {
            try await RunningService.run { service in
                let page = ["-H", "Origin: http://evil.example"]
                let preflight = page + ["-X", "OPTIONS", "-H", "Access-Control-Request-Method: DELETE"]
                let asks: [(path: String, arguments: [String], status: Int)] = [
                    ("/v1/jobs", page, 200), ("/v1/jobs", preflight, 403), ("/livez", page, 200), ("/none", page, 404),
                    ("/v1/jobs/cancel?state=queued", page + ["-X", "POST"], 403),
                    ("/v1/jobs/cancel?state=queued", ["-X", "POST", "-H", "Origin: null"], 403),
                    ("/v1/jobs/cancel?state=queued", ["-X", "POST", "-H", "Origin: \(service.url)"], 200),
                    ("/v1/jobs/cancel?state=queued", ["-X", "POST"], 200),
                    // A name that somebody made to point here.
                    ("/v1/jobs", ["-H", "Host: evil.example"], 403), ("/livez", ["-H", "Host: evil.example"], 200),
                    ("/v1/jobs", ["-H", "Host: localhost:8080"], 200),
                ]
                for ask in asks {
                    let answer = try await Curl.run([service.url + ask.path] + ask.arguments)
                    #expect(answer.status == ask.status, "\(ask): \(answer.text)")
                    let shared = answer.headers.keys.filter { $0.hasPrefix("access-control-") }
                    #expect(shared.isEmpty, "\(ask): \(shared)")
                }
            }
        }

        @Test(.enabled(if: TmuxSession.isAvailable, "needs tmux"))
        func theDashboardsOwnServiceIsForItsOwnerOnlyAndAsksForNoToken() async throws {
            let home = try TemporaryFolder("own")
            let state = home.file("state/top5")
            let run = try await Top5Program.run(
                ["token", "create", "--role", "viewer", "--name", "a", "--state", state.path], home: home)
            #expect(run.exit == .code(0), "\(run.errors)")
            let session = try DashboardSession(home: home)
            try await session.waitUntilLive()
            for (name, mode) in [("", 0o700), ("top5.sock", 0o600), ("queue.sqlite", 0o600), ("top5.log", 0o600)] {
                let attributes = try FileManager.default.attributesOfItem(atPath: state.appending(path: name).path)
                #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
            }
            try session.terminal.type("q")
            _ = try await session.waitForEnd()
        }

        @Test func aSocketIsForItsOwnerOnlyUnlessToldOtherwise() async throws {
            for (arguments, mode) in [([], 0o600), (["--socket-mode", "660"], 0o660)] {
                let folder = try TemporaryFolder("socket")
                let path = folder.file("s").path
                try await RunningService.run(listen: "unix:\(path)", arguments: arguments) { service in
                    func permissions(_ path: String) throws -> Int? {
                        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                    }
                    #expect(try permissions(path) == mode)
                    let state = service.home.file("state").path
                    #expect(try permissions(state) == 0o700)
                    for name in try FileManager.default.contentsOfDirectory(atPath: state) {
                        #expect(try permissions("\(state)/\(name)") == 0o600, "\(name)")
                    }
                    try await service.expectItWorks()
                }
            }
        }
    }
}
