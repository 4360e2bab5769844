import Client
import Foundation
import TestSupport
import Testing

/// A real service that asks for tokens: a viewer's `eye`, two submitters' `ann` and `bob`, an operator's `op`.
struct GuardedService {
    let server: ServerProcess
    let home: TemporaryFolder
    /// By name.
    let tokens: [String: String]

    var url: String { server.address }

    static let roles = ["eye": "viewer", "ann": "submitter", "bob": "submitter", "op": "operator"]

    static func run(
        listen: String = "127.0.0.1:0", arguments: [String] = [],
        prepare: (TemporaryFolder) async throws -> Void = { _ in },
        at location: SourceLocation = #_sourceLocation, _ body: (GuardedService) async throws -> Void
    ) async throws {
        let home = try TemporaryFolder("guarded")
        try await prepare(home)
        var tokens: [String: String] = [:]
        for (name, role) in roles {
            let run = try await token(["create", "--role", role, "--name", name], home: home)
            #expect(run.exit == .code(0), "\(run.errors)", sourceLocation: location)
            tokens[name] = run.text.trimmingCharacters(in: .newlines)
        }
        let server = try await ServerProcess.start(home: home, listen: listen, arguments: arguments)
        try await body(GuardedService(server: server, home: home, tokens: tokens))
        let exit = try await server.stop()
        #expect(exit == .code(0), "\(server.log)", sourceLocation: location)
    }

    /// Runs `top5 token …` on the service's own file.
    static func token(_ arguments: [String], home: TemporaryFolder) async throws -> CommandRun {
        try await Top5Program.run(["token"] + arguments + ["--state", home.file("state").path], home: home)
    }

    /// The header that curl sends for this name.
    func bearer(_ name: String) throws -> [String] {
        ["-H", "Authorization: Bearer \(try #require(tokens[name]))"]
    }

    func curl(_ path: String, as name: String? = nil, _ arguments: String...) async throws -> Curl {
        try await Curl.run([url + path] + (try name.map(bearer) ?? []) + arguments)
    }

    /// Submits a sample as this name; returns the job's id.
    func submit(as name: String, _ arguments: String...) async throws -> String {
        let answer = try await Curl.run(
            [url + "/v1/jobs", "-F", "image=@\(Top5Program.sample("lemon.jpg").path)"] + bearer(name) + arguments)
        return try #require(answer.json["job_id"] as? String, "\(answer.text)")
    }

    /// The job once it is finished, as JSON.
    func finished(_ id: String) async throws -> [String: Any] {
        var job: [String: Any] = [:]
        try await Deadline.poll(within: .seconds(60)) {
            job = try await curl("/v1/jobs/\(id)", as: "op").json
            return ["succeeded", "failed", "cancelled"].contains(job["status"] as? String)
        }
        return job
    }

    /// The status of one request, its answer's body left alone: some never end.
    func status(_ method: String, _ path: String, as name: String?) async throws -> Int? {
        let token = try name.map { "Authorization: Bearer \(try #require(tokens[$0]))\r\n" } ?? ""
        let connection = try RawConnection(
            to: url, sending: "\(method) \(path) HTTP/1.1\r\nHost: a\r\n\(token)Connection: close\r\n\r\n")
        defer { connection.close() }
        return await connection.status()
    }
}
