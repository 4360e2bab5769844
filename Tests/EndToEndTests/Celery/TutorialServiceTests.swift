import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `top5 --server` on the tutorial's own service: real Flask, Celery and Redis.
    @Suite struct TutorialServiceTests {
        @Test func sendsWatchesAndShowsTheTopFiveInTheDashboard() async throws {
            let stack = try await CeleryStack.start(["CLASSIFY_SECONDS": "0.7"])
            let worker = try await stack.worker()
            let (url, web) = try await stack.web()
            defer { withExtendedLifetime((worker, web)) {} }
            let session = try DashboardSession(columns: 150, arguments: ["--server", url])
            try await session.waitUntilLive()
            try await session.terminal.waitFor("ImageClassifier_ResNet50@1.0")
            try await session.submitBoth()
            try await session.terminal.waitFor("inferring", deadline: 30)
            try await session.terminal.waitUntil("both pictures have their best label", deadline: 60) { screen in
                let rows = screen.components(separatedBy: "\n").filter { $0.contains("succeeded") }
                return ["goldfish.jpg", "lemon.jpg"].allSatisfy { name in
                    rows.contains { $0.contains(name) && $0.contains("golden_retriever 0.921") }
                }
            }
            try session.terminal.type("k")
            try await session.terminal.waitFor("flat-coated_retriever")
            try session.terminal.type("D")
            try await session.terminal.waitFor("forgets results by itself")
            try session.terminal.type("p")
            try await session.terminal.waitFor("cannot be paused")
            try session.terminal.type("q")
            #expect(try await session.waitForEnd().status == "status=0")
        }

        @Test func linesTellEveryTaskAndItsFailure() async throws {
            let stack = try await CeleryStack.start(["CLASSIFY_SECONDS": "0"])
            let worker = try await stack.worker()
            let (url, web) = try await stack.web()
            defer { withExtendedLifetime((worker, web)) {} }
            let home = try TemporaryFolder("linear")
            try Data("no picture".utf8).write(to: home.file("torn.jpg"))
            try Data("no picture".utf8).write(to: home.file("wrong.gif"))
            let good = Top5Program.sample("lemon.jpg").path
            let run = try await Top5Program.run(
                ["--linear", "--server", url, good, home.file("torn.jpg").path, home.file("wrong.gif").path],
                home: home, within: .seconds(90))
            #expect(run.exit == .code(1))
            #expect(run.text.contains("lemon.jpg succeeded: golden_retriever 92 %"), "\(run.text)")
            #expect(run.text.contains("torn.jpg failed"), "\(run.text)")
            #expect(run.text.contains("cannot identify image file"), "\(run.text)")
            #expect(run.text.contains("wrong.gif not sent"), "\(run.text)")
            #expect(run.text.contains("Please upload a PNG, JPG, or JPEG image"), "\(run.text)")
        }

        @Test func isRecognisedOnceItAnswersAndNoticesThatItWent() async throws {
            let stack = try await CeleryStack.start(["CLASSIFY_SECONDS": "0"])
            let (url, web) = try await stack.web()
            let client = RecognisingServiceClient(try ServiceAddress(url), filter: .none)
            var events = client.follow(after: nil).makeAsyncIterator()
            var seen: [FollowerEvent] = []
            while let event = await events.next() {
                seen.append(event)
                if event == .live { break }
            }
            #expect(
                seen.contains { if case .character(let what) = $0 { what.refusals[.cancel] != nil } else { false } })
            // Nobody works: it stays queued, and can't be cancelled.
            let job = try await client.submit(
                ImageUpload(source: .file(path: Top5Program.sample("lemon.jpg").path), name: "lemon.jpg"))
            #expect(job.status == .queued)
            #expect(try await client.jobs(JobListQuery()).jobs.map(\.id) == [job.id])
            #expect(try await client.image(of: job.id) == Data(contentsOf: Top5Program.sample("lemon.jpg")))
            await JobsTests.expect(.refused(status: 405, code: "METHOD_NOT_ALLOWED")) {
                try await client.cancel(job.id)
            }
            web.kill(SIGKILL)
            while let event = await events.next() {
                if case .disconnected(let error, _) = event {
                    #expect(error.kind == .unreachable)
                    break
                }
            }
            await client.shutdown()
        }

        @Test func whatIsNeitherIsSaidToBeNone() async throws {
            let stack = try await CeleryStack.start()
            let address = try ServiceAddress("http://127.0.0.1:\(stack.redisPort)")
            let client = RecognisingServiceClient(address, filter: .none)
            do {
                _ = try await client.limits()
                Issue.record("Redis was taken for a service")
            } catch {
                #expect(error.kind == .badAnswer || error.kind == .unreachable)
            }
            await client.shutdown()
        }
    }
}
