import API
import Foundation
import Testing

@testable import Client

/// How messages, events and results of one task come together, in whatever order.
@Suite struct CeleryTaskTests {
    private let now = Date(timeIntervalSince1970: 1_795_912_800)

    private func event(_ text: String) throws -> CeleryEvent {
        try #require(CeleryEvent.events(in: Array(text.utf8)).first)
    }

    private func meta(_ text: String) throws -> CeleryMeta { try #require(CeleryMeta(Array(text.utf8))) }

    @Test func aLateStartDoesNotUndoAnEnd() throws {
        var task = CeleryTask(id: "a", created: now)
        task.take(try event(RecordedMessages.succeeded), at: now)
        for late in CeleryEvent.events(in: Array(RecordedMessages.startedAndReceived.utf8)) { task.take(late, at: now) }
        task.take(try meta(RecordedMessages.metaStarted), at: now)
        #expect(task.status == .succeeded)
        #expect(task.job.outcome == "3")
        #expect(task.job.timingsMs.inferring.map { $0 > 0 } == true)
    }

    @Test func aFailureHasItsExceptionAndItsTraceback() throws {
        var task = CeleryTask(id: "a", created: now)
        task.take(try event(RecordedMessages.failed), at: now)
        task.take(try meta(RecordedMessages.metaFailure), at: now)
        let job = task.job
        #expect(job.status == .failed && job.error?.code == "ValueError")
        #expect(job.error?.message == "ValueError: no good: é")
        #expect(job.attempts?.count == 1)
        #expect(job.attempts?.first?.error.message.contains("raise ValueError(reason)") == true)
        #expect(job.image.name == "tasks.fail(no good: é)" && job.model == "celery" && job.client == "celery@vm")
    }

    @Test func aRetryWaitsWithItsReasonAndRunsAgain() throws {
        var task = CeleryTask(id: "a", created: now)
        task.take(try event(RecordedMessages.retried), at: now)
        #expect(task.job.status == .queued && task.job.waiting?.known == .retry)
        #expect(task.job.error?.code == "ConnectionError")
        var start = try event(RecordedMessages.startedAndReceived)
        start.timestamp = now
        task.take(start, at: now)
        #expect(task.job.status == .running && task.job.error == nil)
    }

    @Test func whatLeftTheQueueRunsUntilItIsToldOtherwise() throws {
        var task = CeleryTask(id: "a", created: now)
        task.take(try #require(CeleryMessage(Array(RecordedMessages.queued.utf8))))
        #expect(task.job.image.name == "tasks.add(1, 2)")
        task.leftQueue()
        #expect(task.job.status == .running)
        task.take(try meta(RecordedMessages.metaSuccess), at: now)
        #expect(task.job.status == .succeeded)
        task.leftQueue()
        #expect(task.job.status == .succeeded)
    }

    @Test func idsSortByTimeAndKeepTheTasksOwn() {
        let early = TaskID.make("z", at: now)
        let late = TaskID.make("a", at: now.addingTimeInterval(0.001))
        #expect(early < late)
        #expect(TaskID.own(early) == "z" && TaskID.own("plain") == "plain")
    }

    @Test func aSilentWorkerIsLost() throws {
        var workers = CeleryWorkers()
        workers.take(try event(RecordedMessages.heartbeat), at: now)
        #expect(workers.isAlive("celery@vm", at: now.addingTimeInterval(7.9)))
        #expect(!workers.isAlive("celery@vm", at: now.addingTimeInterval(8.1)))
        let line = try #require(workers.list(running: [:], at: now).first)
        #expect(line.name == "celery@vm" && line.version == "5.7.0" && line.jobID == nil)
    }
}
