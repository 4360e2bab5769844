import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `data.image_url` of a real service, and servers that images are fetched from.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct ImageURLTests {
        private func submit(
            _ image: String, to url: String, _ path: String = "/v1/jobs", name: String? = nil,
            curl arguments: [String] = []
        ) async throws -> Curl {
            var data = ["image_url": image]
            data["name"] = name
            let body = try JSONSerialization.data(withJSONObject: ["data": data, "parameters": ["top_k": 2]])
            return try await Curl.run(
                ["\(url)\(path)", "--json", String(decoding: body, as: UTF8.self), "-H", "Prefer: wait=60"] + arguments)
        }

        private func samples(_ more: [String: Data] = [:]) throws -> ScriptedHTTPServer {
            let lemon = try Data(contentsOf: Top5Program.sample("lemon.jpg"))
            return try ScriptedHTTPServer { path, connection in
                switch path {
                case "/moved": connection.redirect(to: "/pictures/lemon.jpg")
                // What it says that it is counts for nothing.
                case "/text.jpg": connection.answer("200 OK", ["Content-Type: image/jpeg"], body: Data("no image".utf8))
                case "/empty.jpg": connection.answer(body: Data())
                case "/large.jpg": connection.answer(body: Data(count: 2_000_000))
                default: connection.answer("200 OK", ["Content-Type: text/html"], body: lemon)
                }
            }
        }

        @Test func anImageByItsAddressIsTheSameImage() async throws {
            let files = try samples()
            let host = "localhost:\(files.port)"
            let arguments = ["--allow-url-host", host, "--allow-private-urls", "--max-image-bytes", "1000000"]
            try await RunningService.run(arguments: arguments) { service in
                let answer = try await submit("http://\(host)/pictures/lemon.jpg?size=2", to: service.url)
                #expect(answer.status == 200, "\(answer.text)")
                let job = try WireCoding.decoder().decode(Job.self, from: answer.body)
                #expect(job.image.name == "lemon.jpg" && job.topK == 2 && job.prediction?.first?.label == "lemon")
                let bytes = try Data(contentsOf: Top5Program.sample("lemon.jpg"))
                #expect(try await service.client.image(of: job.id) == bytes)
                let moved = try await submit("http://\(host)/moved", to: service.url, "/v1/predictions", name: "my.jpg")
                let prediction = try WireCoding.decoder().decode(PredictionAnswer.self, from: moved.body)
                #expect(prediction.image.name == "my.jpg" && prediction.prediction.first?.label == "lemon")
                let other = try await submit("http://\(host)/lemon.jpg", to: service.url, "/jobs")
                #expect(other.status == 202, "\(other.text)")
                for (path, status, code) in [
                    ("text.jpg", 415, "UNSUPPORTED_IMAGE"), ("large.jpg", 413, "BODY_TOO_LARGE"),
                    ("empty.jpg", 422, "UNREADABLE_IMAGE"),
                ] {
                    let refused = try await submit("http://\(host)/\(path)", to: service.url)
                    #expect(refused.status == status && refused.errorCode == code, "\(path): \(refused.text)")
                }
                let limits = try await Curl.run("\(service.url)/v1/limits")
                #expect(limits.json["image_url_hosts"] as? [String] == [host])
                let metrics = try PrometheusPage(parsing: try await Curl.run("\(service.url)/metrics").text)
                #expect(metrics.value("top5_image_fetches_total", ["code": ""]) == 5)
                #expect(metrics.value("top5_image_fetches_total", ["code": "BODY_TOO_LARGE"]) == 1)
                #expect(service.server.log.contains("PRIVATE ADDRESSES ARE FETCHED"))
                #expect(!service.server.log.contains("size=2"), "An address's query may be a secret.")
            }
        }

        @Test func nothingIsFetchedUnlessItIsAllowed() async throws {
            let files = try samples()
            let address = "http://127.0.0.1:\(files.port)/lemon.jpg"
            try await RunningService.run { service in
                let off = try await submit(address, to: service.url)
                #expect(off.status == 403 && off.errorCode == "URL_FETCHING_OFF", "\(off.text)")
                #expect(off.error?.message.contains("--allow-url-host HOST") == true)
                let limits = try await Curl.run("\(service.url)/v1/limits")
                #expect(limits.json["image_url_hosts"] as? [String] == [])
                let both = try await Curl.run(
                    "\(service.url)/v1/jobs", "--json", #"{"data": {"image_url": "x", "image_base64": "eA=="}}"#)
                #expect(both.status == 400 && both.errorCode == "INVALID_REQUEST", "\(both.text)")
            }
            try await RunningService.run(arguments: ["--allow-url-host", "127.0.0.1:\(files.port)"]) { service in
                let inside = try await submit(address, to: service.url)
                #expect(inside.status == 403 && inside.errorCode == "URL_ADDRESS_NOT_ALLOWED", "\(inside.text)")
                let elsewhere = try await submit("http://example.org/", to: service.url)
                #expect(elsewhere.status == 403 && elsewhere.errorCode == "URL_HOST_NOT_ALLOWED", "\(elsewhere.text)")
                let none = try await submit("lemon.jpg", to: service.url)
                #expect(none.status == 400 && none.errorCode == "INVALID_URL", "\(none.text)")
                // What is refused anyway is not fetched first.
                let early = try await Curl.run(
                    "\(service.url)/v1/jobs", "--json",
                    #"{"data": {"image_url": "\#(address)"}, "parameters": {"top_k": "x"}}"#)
                #expect(early.errorCode == "INVALID_REQUEST", "\(early.text)")
            }
            #expect(files.requests.isEmpty)
        }

        @Test(arguments: [["--allow-url-host", "http://example.org"], ["--allow-private-urls"]])
        func wrongUsageIsTwo(arguments: [String]) async throws {
            let home = try TemporaryFolder("usage")
            let run = try await Top5Program.run(
                ["serve", "--listen", "127.0.0.1:0", "--state", home.file("state").path] + arguments, home: home)
            #expect(run.exit == .code(2) && run.errors.contains(arguments[0]), "\(run.errors)")
        }

        /// A public address and servers on it, in a network of the test's own: what is allowed there, and where it leads.
        @Test(
            .enabled("needs the right to make a network namespace, ip and python3: run it as root") {
                await PublicNetwork.isAvailable()
            })
        func aPublicServerCannotLeadInside() async throws {
            let home = try TemporaryFolder("public")
            let network = PublicNetwork(home: home)
            let lemon = try Data(contentsOf: Top5Program.sample("lemon.jpg"))
            try lemon.write(to: home.file("lemon.jpg"))
            let socket = home.file("s").path
            let hosts = [PublicNetwork.address, "127.0.0.1"].flatMap {
                ["--allow-url-host", "\($0):\(PublicNetwork.port)"]
            }
            let server = try await ServerProcess.start(
                home: home, listen: "unix:\(socket)", arguments: hosts, prefix: network.prefix)
            let base = "http://\(PublicNetwork.address):\(PublicNetwork.port)"
            let fetched = try await submit(
                "\(base)/lemon.jpg", to: "http://localhost", curl: ["--unix-socket", socket])
            #expect(fetched.status == 200 && fetched.text.contains("\"lemon\""), "\(fetched.text)\n\(server.log)")
            let led = try await submit("\(base)/inside", to: "http://localhost", curl: ["--unix-socket", socket])
            #expect(led.status == 403 && led.errorCode == "URL_ADDRESS_NOT_ALLOWED", "\(led.text)")
            #expect(led.error?.message.contains("redirects to '127.0.0.1'") == true, "\(led.text)")
            let log = try String(contentsOf: home.file("requests"), encoding: .utf8)
            #expect(log == "\(PublicNetwork.address) /lemon.jpg\n\(PublicNetwork.address) /inside\n")
            #expect(try await server.stop() == .code(0), "\(server.log)")
        }
    }
}
