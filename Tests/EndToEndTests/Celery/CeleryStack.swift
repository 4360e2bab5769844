import Foundation
import TestSupport

/// Redis, and on it a Celery worker and the tutorial's web side, as real processes on ports of their own; killed with
/// the last reference.
final class CeleryStack: Sendable {
    /// Where `script/test` has installed Celery, Flask and their kin.
    private static let packages = Repository.file(".deps/celery")
    private static let app = Repository.file("Tests/EndToEndTests/CeleryApp")

    let home: TemporaryFolder
    let redisPort: Int
    private let redis: ChildProcess
    private let variables: [String: String]

    var redisURL: String { "redis://127.0.0.1:\(redisPort)/0" }

    /// - Parameter variables: of `tasks.py`, such as `CELERY_EVENTS`.
    /// - Throws: `ChildProcess.Failure` when the packages or Redis are missing: both come with `script/test`.
    static func start(_ variables: [String: String] = [:]) async throws -> CeleryStack {
        guard FileManager.default.fileExists(atPath: packages.appending(path: "celery/__init__.py").path) else {
            throw ChildProcess.Failure("Celery is not in .deps/celery: run script/test, which installs it there")
        }
        guard let server = CommandRun.program("redis-server") else {
            throw ChildProcess.Failure(
                "redis-server is not installed: run script/test, or apt-get install redis-server")
        }
        let home = try TemporaryFolder("celery")
        let port = try FreePort.next()
        let arguments = [
            "--port", "\(port)", "--bind", "127.0.0.1", "--dir", home.url.path, "--save", "", "--appendonly", "no",
        ]
        let redis = try ChildProcess(server, arguments, folder: home.url)
        let isUp = await Deadline.poll(within: .seconds(20)) {
            redis.exit != nil || String(decoding: redis.output, as: UTF8.self).contains("Ready to accept connections")
        }
        guard isUp, redis.exit == nil else {
            throw ChildProcess.Failure("redis-server did not start: \(String(decoding: redis.output, as: UTF8.self))")
        }
        return CeleryStack(home: home, redisPort: port, redis: redis, variables: variables)
    }

    private init(home: TemporaryFolder, redisPort: Int, redis: ChildProcess, variables: [String: String]) {
        self.home = home
        self.redisPort = redisPort
        self.redis = redis
        self.variables = variables
    }

    /// A worker with two processes that is ready.
    func worker(_ arguments: [String] = [], name: String = "one") async throws -> ChildProcess {
        let worker = try python(
            ["-m", "celery", "-A", "tasks:queue", "worker", "-c", "2", "-n", "\(name)@test", "--loglevel", "info"]
                + arguments)
        guard await Deadline.poll(within: .seconds(60), { worker.exit != nil || worker.errors.contains(" ready.") }),
            worker.exit == nil
        else { throw ChildProcess.Failure("the Celery worker did not start:\n\(worker.errors)") }
        return worker
    }

    /// The tutorial's web side, accepting connections.
    func web() async throws -> (url: String, process: ChildProcess) {
        let port = try FreePort.next()
        let web = try python([Self.app.appending(path: "web.py").path, "\(port)"])
        guard await Deadline.poll(within: .seconds(60), { web.exit != nil || web.errors.contains("Running on") }),
            web.exit == nil
        else { throw ChildProcess.Failure("Flask did not start:\n\(web.errors)") }
        return ("http://127.0.0.1:\(port)", web)
    }

    /// Runs a few lines of Python that have imported everything of `tasks.py`.
    @discardableResult
    func run(_ lines: String, within limit: Duration = .seconds(60)) async throws -> String {
        let process = try python(["-c", "from tasks import *\n\(lines)"])
        let exit = try await process.waitForExit(within: limit)
        guard exit == .code(0) else { throw ChildProcess.Failure("\(lines):\n\(process.errors)") }
        return String(decoding: process.output, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Runs `redis-cli` on it.
    @discardableResult
    func redis(_ arguments: String...) async throws -> String {
        guard let program = CommandRun.program("redis-cli") else {
            throw ChildProcess.Failure("redis-cli is not installed: run script/test")
        }
        let run = try await CommandRun.of(
            program, ["-p", "\(redisPort)"] + arguments, environment: [:], folder: home.url, input: Data(),
            within: .seconds(20))
        return run.text.trimmingCharacters(in: .newlines)
    }

    private func python(_ arguments: [String]) throws -> ChildProcess {
        guard let python = CommandRun.program("python3") else {
            throw ChildProcess.Failure("python3 is not installed: run script/setup")
        }
        var environment = variables
        environment["PYTHONPATH"] = "\(Self.packages.path):\(Self.app.path)"
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        environment["PYTHONUNBUFFERED"] = "1"
        environment["CELERY_REDIS"] = redisURL
        return try ChildProcess(python, arguments, environment: environment, folder: home.url)
    }
}
