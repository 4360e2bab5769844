import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// HTTPS with a certificate of an authority that was made for the test.
    @Suite(.enabled(if: TestCertificate.canBeMade, "needs openssl")) struct TLSTests {
        private func run(
            name: String = "DNS:localhost,IP:127.0.0.1", _ body: (GuardedService, TemporaryFolder) async throws -> Void
        ) async throws {
            let files = try TemporaryFolder("tls")
            try await TestCertificate.make(for: name, in: files)
            let arguments = ["--tls-cert", files.file("cert.pem").path, "--tls-key", files.file("key.pem").path]
            try await GuardedService.run(listen: "127.0.0.1:0", arguments: arguments + ["--log-level", "trace"]) {
                service in
                try await body(service, files)
                let key = try String(contentsOf: files.file("key.pem"), encoding: .utf8)
                for line in key.split(separator: "\n") where !line.hasPrefix("-") {
                    #expect(!service.server.log.contains(line), "the log has the private key")
                }
            }
        }

        @Test func imagesAndEventsGoOverTLS() async throws {
            try await run { service, files in
                #expect(service.url.hasPrefix("https://"))
                let credentials = try ServiceCredentials(
                    token: service.tokens["ann"], caCertificate: files.file("ca.pem").path)
                try await HTTPServiceClient.withClient(
                    ServiceAddress(service.url), name: "tests", credentials: credentials
                ) { client in
                    let sent = try await client.submit(
                        ImageUpload(source: .file(path: Top5Program.sample("lemon.jpg").path), name: "lemon.jpg"))
                    #expect(sent.client == "ann")
                    for await event in client.follow(after: 0) {
                        guard case .job(_, let job) = event, job.id == sent.id, job.status.isFinished else { continue }
                        #expect(job.prediction?.first?.label == "lemon")
                        break
                    }
                }
                let plain = "http" + service.url.dropFirst(5)
                #expect(try RawConnection(to: plain, sending: "GET /livez HTTP/1.1\r\n\r\n").readToEnd().isEmpty)
                if Curl.isAvailable {
                    let answer = try await Curl.run(
                        [service.url + "/predict", "--cacert", files.file("ca.pem").path, "-F"]
                            + ["image=@\(Top5Program.sample("lemon.jpg").path)"] + service.bearer("ann"))
                    #expect((answer.json["status_url"] as? String)?.hasPrefix("https://") == true, "\(answer.text)")
                }
            }
        }

        /// Whether a new connection gets a certificate of this authority.
        private func greets(_ service: GuardedService, with authority: URL) async -> Bool {
            (try? await Curl.run("\(service.url)/livez", "--cacert", authority.path))?.status == 200
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func aRenewedCertificateCountsForNewConnectionsAndABrokenOneForNone() async throws {
            try await run { service, files in
                let renewed = try TemporaryFolder("tls")
                try await TestCertificate.make(for: "DNS:localhost,IP:127.0.0.1", in: renewed)
                let (old, new) = (files.file("ca.pem"), renewed.file("ca.pem"))
                let credentials = try ServiceCredentials(token: service.tokens["ann"], caCertificate: old.path)
                try await HTTPServiceClient.withClient(
                    ServiceAddress(service.url), name: "tests", credentials: credentials
                ) { client in
                    // A stream that is open all the while, on the old certificate.
                    var events = client.follow(after: 0).makeAsyncIterator()
                    func hear(_ id: String) async throws {
                        while let event = await events.next() {
                            if case .job(_, let job) = event, job.id == id, job.status.isFinished { return }
                        }
                        Issue.record("the stream has ended")
                    }
                    let lemon = ImageUpload(
                        source: .file(path: Top5Program.sample("lemon.jpg").path), name: "lemon.jpg")
                    try await hear(try await client.submit(lemon).id)
                    #expect(await greets(service, with: old))

                    for name in ["cert.pem", "key.pem"] {
                        try Data(contentsOf: renewed.file(name)).write(to: files.file(name))
                    }
                    #expect(await Deadline.poll { await greets(service, with: new) }, "\(service.server.log)")
                    #expect(await !greets(service, with: old))
                    let submitted = try await Curl.run(
                        [service.url + "/v1/jobs", "--cacert", new.path, "-F"]
                            + ["image=@\(Top5Program.sample("lemon.jpg").path)"] + service.bearer("ann"))
                    try await hear(try #require(submitted.json["job_id"] as? String, "\(submitted.text)"))

                    try Data("no certificate".utf8).write(to: files.file("cert.pem"))
                    let sentence = "the changed TLS certificate cannot be used; the one before stays in use"
                    #expect(await Deadline.poll { service.server.log.contains(sentence) }, "\(service.server.log)")
                    #expect(await greets(service, with: new))
                    #expect(service.server.log.contains("cannot be read as a PEM certificate"))
                    let metrics = try await Curl.run(
                        [service.url + "/metrics", "--cacert", new.path] + service.bearer("ann"))
                    let end = try PrometheusPage(parsing: metrics.text).value("top5_tls_certificate_end_seconds")
                    #expect(try #require(end) > Date.now.timeIntervalSince1970 + 86_400)
                }
            }
        }

        @Test func aClientSaysWhatIsWrongAndKeepsItsTokenToItself() async throws {
            try await run(name: "DNS:elsewhere.example") { service, files in
                func complaint(_ address: String, _ credentials: ServiceCredentials) async throws -> String {
                    do {
                        _ = try await HTTPServiceClient.withClient(ServiceAddress(address), credentials: credentials) {
                            try await $0.stats()
                        }
                        return "accepted"
                    } catch let error as ClientError {
                        let token = try #require(service.tokens["ann"])
                        #expect(!error.description.contains(token.suffix(43)), "\(error.description)")
                        return error.message
                    }
                }
                let token = service.tokens["ann"]
                let untrusted = try await complaint(service.url, try ServiceCredentials(token: token))
                #expect(untrusted.contains("--ca-cert"), "\(untrusted)")
                let trusted = try ServiceCredentials(token: token, caCertificate: files.file("ca.pem").path)
                let misnamed = try await complaint(service.url, trusted)
                #expect(misnamed.contains("not for this name"), "\(misnamed)")
                try await RunningService.run { plain in
                    let noTLS = try await complaint("https" + plain.url.dropFirst(4), trusted)
                    #expect(noTLS.contains("does not speak TLS"), "\(noTLS)")
                }
                #expect(throws: ClientError.self) { _ = try ServiceCredentials(caCertificate: files.file("none").path) }
                #expect(throws: ClientError.self) { _ = try ServiceCredentials(token: "a b") }
            }
        }

        @Test func filesThatDoNotFitAreNamedAtTheStart() async throws {
            let files = try TemporaryFolder("tls")
            try await TestCertificate.make(for: "DNS:localhost", in: files)
            for (cert, key, word) in [
                ("none.pem", "key.pem", "none.pem"), ("cert.pem", "none.pem", "none.pem"),
                ("cert.pem", "ca.key", "not that of the certificate"), ("names", "key.pem", "names"),
            ] {
                let run = try await Top5Program.run(
                    [
                        "serve", "--listen", "127.0.0.1:0", "--state", files.file("state").path, "--tls-cert",
                        files.file(cert).path, "--tls-key", files.file(key).path,
                    ], home: files)
                #expect(run.exit == .code(2), "\(run)")
                #expect(run.errors.contains(word), "\(run.errors)")
            }
        }
    }
}
