import Foundation
import Testing

@testable import Client

/// Celery's formats, read from what a real deployment has written, and from what none would.
@Suite struct CeleryMessageTests {
    private func events(_ text: String) -> [CeleryEvent] { CeleryEvent.events(in: Array(text.utf8)) }

    @Test func aQueuedTaskIsReadFromItsHeaders() throws {
        let message = try #require(CeleryMessage(Array(RecordedMessages.queued.utf8)))
        #expect(message.name == "tasks.add" && message.args == "(1, 2)" && message.kwargs == "{}")
        #expect(message.queue == "celery" && message.retries == 0 && message.eta == nil && !message.ignoresResult)
        #expect(message.id.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
        let other = try #require(CeleryMessage(Array(RecordedMessages.queuedWithPriority.utf8)))
        #expect(other.priority == 3)
        #expect(CeleryText.call(other.name ?? "", other.args, other.kwargs) == "tasks.wait(3, **{'x': 'é'})")
        let reserved = try #require(CeleryMessage(unacked: Array(RecordedMessages.reserved.utf8)))
        #expect(reserved == message)
    }

    @Test func eventsAreReadOneByOneAndGathered() throws {
        let sent = try #require(events(RecordedMessages.sent).first)
        #expect(sent.kind == .sent && sent.name == "tasks.add" && sent.queue == "celery" && sent.args == "(1, 2)")
        #expect(sent.timestamp.map { $0.timeIntervalSince1970 > 1.7e9 } == true)
        #expect(events(RecordedMessages.startedAndReceived).map(\.kind) == [.started, .received])
        guard case .succeeded("3", let runtime?) = events(RecordedMessages.succeeded).first?.kind else {
            return #expect(Bool(false), "\(events(RecordedMessages.succeeded))")
        }
        #expect(runtime > 0 && runtime < 1)
        guard case .failed("ValueError('no good: é')", let traceback?) = events(RecordedMessages.failed).first?.kind
        else { return #expect(Bool(false), "\(events(RecordedMessages.failed))") }
        #expect(traceback.hasSuffix("ValueError: no good: é\n"))
        guard case .retried(let exception, _) = events(RecordedMessages.retried).first?.kind else {
            return #expect(Bool(false), "\(events(RecordedMessages.retried))")
        }
        #expect(exception.hasPrefix("ConnectionError("))
        #expect(events(RecordedMessages.revoked).first?.kind == .revoked(isTerminated: true, isExpired: false))
        let beat = try #require(events(RecordedMessages.heartbeat).first)
        #expect(beat.kind == .workerHeartbeat && beat.hostname == "celery@vm" && beat.load.frequency == 2)
        #expect(beat.load.version == "5.7.0" && beat.load.active == 0)
    }

    @Test func resultsAreReadWithTheirErrors() throws {
        let success = try #require(CeleryMeta(Array(RecordedMessages.metaSuccess.utf8)))
        #expect(success.status == "SUCCESS" && success.result == "3" && success.done != nil)
        #expect(success.name == "tasks.add" && success.worker == "celery@vm" && success.queue == "celery")
        let failure = try #require(CeleryMeta(Array(RecordedMessages.metaFailure.utf8)))
        #expect(failure.exception == "ValueError: no good: é" && failure.exceptionType == "ValueError")
        #expect(failure.traceback?.contains("raise ValueError(reason)") == true)
        let started = try #require(CeleryMeta(Array(RecordedMessages.metaStarted.utf8)))
        #expect(started.status == "STARTED" && started.done == nil && started.worker == "celery@vm")
        #expect(CeleryMeta(Array(RecordedMessages.metaRetry.utf8))?.status == "RETRY")
        #expect(CeleryMeta(Array(RecordedMessages.metaRevoked.utf8))?.status == "REVOKED")
        #expect(abs((success.done ?? .distantPast).timeIntervalSince1970 - 1_795_912_767) < 60)
    }

    @Test func aPickledOrEndlessResultStillTellsItsState() throws {
        // pickle.dumps({"status": "FAILURE", "result": None}, 4)
        let pickled: [UInt8] =
            [0x80, 0x04, 0x95, 0x29, 0, 0, 0, 0, 0, 0, 0, 0x7D, 0x94, 0x28, 0x8C, 0x06] + Array("status".utf8)
            + [0x94, 0x8C, 0x07] + Array("FAILURE".utf8) + [0x94, 0x8C, 0x06] + Array("result".utf8)
            + [0x94, 0x4E, 0x75, 0x2E]
        let meta = try #require(CeleryMeta(pickled))
        #expect(meta.status == "FAILURE" && meta.result?.contains("pickled") == true)
        let head = Array("{\"status\": \"SUCCESS\", \"result\": \"RETRY aaaa".utf8)
        let endless = try #require(CeleryMeta(head, length: 100_000_000))
        #expect(endless.status == "SUCCESS" && endless.result?.contains("100000000 bytes") == true)
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "\"text\"", "{\"headers\": 3}", "{\"body\": \"?\", \"properties\": {}}",
        "[{\"headers\": {}}]", "{\"type\": \"task-sent\"}", "\u{0}\u{1}",
        "{\"body\": \"bm8=\", \"properties\": {\"body_encoding\": \"base64\"}}",
    ])
    func whatIsNoneIsNothing(text: String) {
        let bytes = Array(text.utf8)
        #expect(CeleryMessage(bytes) == nil)
        #expect(CeleryMessage(unacked: bytes) == nil)
        #expect(CeleryMeta(bytes) == nil)
        #expect(CeleryEvent.events(in: bytes).isEmpty)
    }

    @Test func everyCutAndEveryFlippedByteIsSurvived() {
        for text in [RecordedMessages.queued, RecordedMessages.failed, RecordedMessages.metaFailure] {
            let bytes = Array(text.utf8)
            for place in stride(from: 0, to: bytes.count, by: 7) {
                var flipped = bytes
                flipped[place] ^= 0xFF
                for rubbish in [flipped, Array(bytes.prefix(place))] {
                    _ = CeleryMessage(rubbish)
                    _ = CeleryMeta(rubbish)
                    _ = CeleryEvent.events(in: rubbish)
                }
            }
        }
    }

    @Test func datesAreReadAsPythonWritesThem() {
        func date(_ text: String) -> Double? {
            LooseValue(json: "\"\(text)\"".utf8)?.date.map { ($0.timeIntervalSince1970 * 1e6).rounded() / 1e6 }
        }
        #expect(date("2026-11-29T00:39:27.255613+00:00") == 1_795_912_767.255613)
        #expect(date("2026-11-29T00:39:27") == 1_795_912_767)
        #expect(date("2026-11-29T02:39:27.5+02:00") == 1_795_912_767.5)
        #expect(date("soon") == nil)
    }
}
