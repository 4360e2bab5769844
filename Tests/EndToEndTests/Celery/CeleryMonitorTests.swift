import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `top5 monitor --celery` on a real Celery worker and a real Redis.
    @Suite struct CeleryMonitorTests {
        private func monitor(_ stack: CeleryStack, _ arguments: [String] = []) async throws -> Lines {
            let lines = try Lines(stack, ["--linear"] + arguments)
            try await lines.waitFor("connected to Celery")
            return lines
        }

        /// `top5 monitor … --linear` while it runs.
        private struct Lines {
            let process: ChildProcess

            init(_ stack: CeleryStack, _ arguments: [String], url: String? = nil) throws {
                process = try ChildProcess(
                    try Top5Program.executable(), ["monitor", url ?? stack.redisURL, "--celery"] + arguments,
                    environment: Top5Program.environment(home: stack.home.url), folder: stack.home.url)
            }

            var text: String { String(decoding: process.output, as: UTF8.self) }

            func waitFor(_ words: String..., within limit: Duration = .seconds(30)) async throws {
                for word in words {
                    guard await Deadline.poll(within: limit, { text.contains(word) }) else {
                        throw ChildProcess.Failure("'\(word)' was not told:\n\(text)\(process.errors)")
                    }
                }
            }
        }

        @Test func everyEndIsToldAsTheEventsTellIt() async throws {
            let stack = try await CeleryStack.start(["CELERY_EVENTS": "1"])
            let worker = try await stack.worker(["-E"])
            defer { withExtendedLifetime(worker) {} }
            let lines = try await monitor(stack)
            try await stack.run(
                "add.delay(1, 2); fail.delay('no good'); come_again.delay(1); w = wait.delay(60)\n"
                    + "import time; time.sleep(1); w.revoke(terminate=True)")
            try await lines.waitFor(
                "tasks.add(1, 2) succeeded: 3", "tasks.fail('no good') failed: ValueError",
                "tasks.come_again(1) queued, to be tried again: ConnectionError",
                "tasks.come_again(1) succeeded: second try", "tasks.wait(60) running", "tasks.wait(60) cancelled")
        }

        @Test func withoutEventsBrokerAndResultsTellWhatTheyCan() async throws {
            let stack = try await CeleryStack.start()
            try await stack.run("add.delay(1, 2); fail.delay('no good'); wait.apply_async((0,), priority=5)")
            let lines = try await monitor(stack, ["--summary-every", "1"])
            try await lines.waitFor("celery -A app control enable_events", "summary: 3 queued, 0 running")
            let worker = try await stack.worker()
            defer { withExtendedLifetime(worker) {} }
            try await lines.waitFor(
                "tasks.add(1, 2) succeeded: 3", "tasks.fail('no good') failed: ValueError", "tasks.wait(0) succeeded",
                "0 queued, 0 running, 2 done, 1 failed")
            // The one command that the notice names.
            try await stack.run("queue.control.enable_events(); import time; time.sleep(1); wait.delay(2)")
            try await lines.waitFor("tasks.wait(2) running")
        }

        @Test func nothingIsWrittenAndRubbishIsSurvived() async throws {
            let stack = try await CeleryStack.start(["CELERY_EVENTS": "1", "CELERY_EXTENDED": "1"])
            let worker = try await stack.worker(["-E"])
            defer { withExtendedLifetime(worker) {} }
            // Redis itself refuses whatever is more than reading.
            try await stack.redis(
                "ACL", "SETUSER", "watcher", "on", ">secret", "~*", "&*", "+@read", "+@pubsub", "-publish",
                "+@connection", "+multi", "+exec", "+info")
            try await stack.run(
                """
                import redis, pickle, os
                r = redis.Redis.from_url(os.environ['CELERY_REDIS'])
                r.set('mine', 'no task'); r.hset('celery-task-meta-hash', 'a', 'b'); r.lpush('other', 'x')
                r.set('celery-task-meta-pickled', pickle.dumps({'status': 'SUCCESS', 'result': object}))
                r.set('celery-task-meta-huge', '{"status": "FAILURE", "result": "' + 'x' * 20000000 + '"}')
                r.set('celery-task-meta-broken', b'{"status": "SUCC\\xff')
                r.lpush('letters', b'\\xff\\xfe{', 'text', '{"headers": {}}')
                for channel in ('/0.celeryev/task.multi', 'celery-task-meta-x'):
                    for rubbish in (b'', b'\\xff', b'[]', b'{"body": 1}', b'null'):
                        r.publish(channel, rubbish)
                """)
            let lines = try Lines(
                stack, ["--linear", "--queue", "celery", "--queue", "letters", "--queue", "mine"],
                url: "redis://watcher:secret@127.0.0.1:\(stack.redisPort)/0")
            try await lines.waitFor(
                "3 entries of the queues are no tasks", "connected to Celery", "1 done, 1 failed")
            try await stack.run(
                """
                import redis, os
                r = redis.Redis.from_url(os.environ['CELERY_REDIS'])
                for channel in ('/0.celeryev/task.multi', 'celery-task-meta-x'):
                    for rubbish in (b'', b'\\xff', b'[]', b'{"body": 1}', b'null'):
                        r.publish(channel, rubbish)
                add.delay(3, 4)
                """)
            try await lines.waitFor("tasks.add(3, 4) succeeded: 7")
            #expect(!lines.text.contains("secret") && !lines.text.contains("not connected"))
        }

        @Test func aBrokerThatGoesAndComesIsFollowedAgain() async throws {
            let stack = try await CeleryStack.start(["CELERY_EVENTS": "1"])
            let lines = try await monitor(stack)
            try await stack.redis("CLIENT", "KILL", "TYPE", "normal")
            try await stack.redis("CLIENT", "KILL", "TYPE", "pubsub")
            try await lines.waitFor("not connected", "connected again")
            try await stack.run("add.delay(5, 6)")
            try await lines.waitFor("tasks.add(5, 6) queued")
        }

        @Test func theDashboardShowsTasksWorkersAndWhyNothingCanBeDone() async throws {
            let stack = try await CeleryStack.start(["CELERY_EVENTS": "1"])
            let worker = try await stack.worker(["-E"])
            let terminal = try TmuxSession(
                columns: 150, rows: 40, environment: Top5Program.environment(home: stack.home.url),
                folder: stack.home.url)
            try terminal.type(
                "'\(try Top5Program.executable().path)' monitor \(stack.redisURL) --celery; echo status=$?")
            try terminal.sendKeys("Enter")
            try await terminal.waitFor("enable_events")
            try await stack.run("fail.delay('no good'); wait.delay(600)")
            try await terminal.waitUntil("the tasks are listed", deadline: 30) { screen in
                screen.contains(/tasks\.wait\(600\) +▶ running/)
                    && screen.contains(/tasks\.fail\('no good'\) +✗ failed +ValueError/) && screen.contains("one@test")
            }
            for (key, reason) in [("x", "control revoke"), ("r", "read only"), ("D", "read only"), ("p", "read only")] {
                try terminal.type(key)
                try await terminal.waitFor(reason)
            }
            try terminal.type("G")
            try terminal.sendKeys("Enter")
            try await terminal.waitFor("raise ValueError(reason)")
            try terminal.sendKeys("Escape")
            try await terminal.waitFor("RESULT")
            try terminal.type("2")
            try await terminal.waitUntil("the worker is at its task", deadline: 30) { screen in
                screen.contains("LOAD") && screen.contains(/one@test.*tasks\.wait.*1 active.*alive/)
            }
            worker.kill(SIGKILL)
            try await terminal.waitFor("lost", deadline: 30)
            try terminal.type("q")
            try await terminal.waitFor("RESULT")
            try terminal.type("q")
            try await terminal.waitFor("status=0")
        }

        @Test func whatIsNoBrokerIsSaid() async throws {
            let home = try TemporaryFolder("monitor")
            let other = try await Top5Program.run(
                ["monitor", "http://127.0.0.1:1", "--celery", "--linear"], home: home)
            #expect(
                other.exit == .code(2) && other.errors.contains("This is not the address of a Redis"), "\(other.errors)"
            )
            let kind = try await Top5Program.run(["monitor", "redis://127.0.0.1:1"], home: home)
            #expect(kind.exit == .code(2) && kind.errors.contains("--celery"), "\(kind.errors)")
        }
    }
}
