import Client
import Foundation
import Synchronization
import TestSupport
import Testing

/// A download from a real server: whole and with the right sum, or not at all.
@Suite(.serialized) struct DownloadTests {
    private let bench: DownloadBench

    init() throws { bench = try DownloadBench() }

    @Test func fetchesAFileAndTellsHowFarItIs() async throws {
        let seen = Mutex<[DownloadProgress]>([])
        try await ScriptedServer.run([bench.whole()]) { server in
            try await bench.download(server) { progress in seen.withLock { $0.append(progress) } }
            #expect(server.requests.map(\.line) == ["GET /m/model.onnx HTTP/1.1"])
            #expect(server.requests.first?.header("range") == nil)
        }
        try bench.expectTheFile()
        let all = seen.withLock { $0 }
        #expect(all.last?.bytes == Int64(DownloadBench.size) && all.last?.total == Int64(DownloadBench.size))
        #expect(all.map(\.bytes) == all.map(\.bytes).sorted())
    }

    @Test func goesOnWhereTheConnectionWasCutAndAsksForTheSameFile() async throws {
        try await ScriptedServer.run([bench.whole(upTo: 100_000), bench.rest()]) { server in
            try await bench.download(server)
            let second = try #require(server.requests.last)
            // What was on its way when the connection broke may be lost.
            #expect((1...100_000).contains(try #require(second.firstByte)))
            #expect(second.header("if-range") == "\"v1\"")
        }
        try bench.expectTheFile()
    }

    @Test func manyCutsAreFollowedAsLongAsEachBringsSomething() async throws {
        let answers = [bench.whole(upTo: 80_000)] + Array(repeating: bench.rest(count: 80_000), count: 45)
        try await ScriptedServer.run(answers) { server in
            try await bench.download(server)
            let starts = server.requests.dropFirst().compactMap(\.firstByte)
            #expect(starts.count >= 3 && starts == starts.sorted())
        }
        try bench.expectTheFile()
    }

    @Test func givesUpWhenNothingMoreComesAndKeepsWhatCame() async throws {
        let answers = [bench.whole(upTo: 80_000)] + Array(repeating: bench.rest(count: 0), count: 10)
        try await ScriptedServer.run(answers) { server in
            let error = try await bench.failure { try await bench.download(server) }
            #expect(error.code == .cut, "\(error)")
            #expect(server.requests.count <= 6)
        }
        #expect(bench.files == ["model.onnx.part", "model.onnx.part.json"])
    }

    @Test func anotherDownloadLaterGoesOnFromThePart() async throws {
        try await ScriptedServer.run([
            bench.whole(upTo: 200_000), bench.answer("404 Not Found", ["Content-Length: 0"]), bench.rest(),
        ]) { server in
            let error = try await bench.failure { try await bench.download(server) }
            #expect(error.code == .refused && error.message.contains("404"), "\(error)")
            #expect(bench.files == ["model.onnx.part", "model.onnx.part.json"])
            try await bench.download(server)
            #expect(try #require(server.requests.last?.firstByte) > 0)
        }
        try bench.expectTheFile()
    }

    @Test func aServerWithoutRangesSendsAllOfItAgain() async throws {
        try await ScriptedServer.run([bench.whole(upTo: 100_000), bench.whole()]) { server in
            try await bench.download(server)
        }
        try bench.expectTheFile()
    }

    @Test func aRangeThatIsNotTheOneAskedForIsAskedAgainWhole() async throws {
        let wrong = bench.answer("206 Partial Content", ["Content-Range: bytes 0-9/300007", "Content-Length: 10"])
        try await ScriptedServer.run([bench.whole(upTo: 100_000), wrong, bench.whole()]) { server in
            try await bench.download(server)
            #expect(server.requests.last?.header("range") == nil)
        }
        try bench.expectTheFile()
    }

    @Test func aRangeThatCannotBeServedBeginsAgain() async throws {
        try await ScriptedServer.run([
            bench.whole(upTo: 100_000), bench.answer("416 Range Not Satisfiable", ["Content-Length: 0"]), bench.whole(),
        ]) { server in
            try await bench.download(server)
            #expect(server.requests.last?.header("range") == nil)
        }
        try bench.expectTheFile()
    }

    @Test func piecesOfTwoVersionsAreFetchedOnceMoreFromTheStart() async throws {
        try await ScriptedServer.run([
            bench.whole(upTo: 100_000), bench.answer("404 Not Found", ["Content-Length: 0"]), bench.rest(),
            bench.whole(),
        ]) { server in
            _ = try await bench.failure { try await bench.download(server) }
            // What lies there was changed meanwhile.
            let handle = try FileHandle(forWritingTo: bench.part)
            try handle.write(contentsOf: Data("other".utf8))
            try handle.close()
            try await bench.download(server)
            #expect(server.requests.count == 4)
        }
        try bench.expectTheFile()
    }

    @Test func aWrongSumIsSaidWithBothAndLeavesNothing() async throws {
        let other = String(repeating: "0", count: 64)
        try await ScriptedServer.run([bench.whole(), bench.whole()]) { server in
            let error = try await bench.failure { try await bench.download(server, sum: other) }
            #expect(error.code == .wrongSum)
            #expect(error.message.contains(other) && error.message.contains(DownloadBench.sum), "\(error)")
            #expect(server.requests.count == 1)
        }
        #expect(bench.files == [])
    }

    @Test func anEndlessAnswerIsCutOffAtOnce() async throws {
        let head = bench.answer("200 OK", ["Transfer-Encoding: chunked"])
        let chunk: ScriptedAnswer.Step = .send(
            Array("10000\r\n".utf8) + [UInt8](repeating: 7, count: 0x10000) + [13, 10])
        let endless = ScriptedAnswer(steps: head.steps + Array(repeating: chunk, count: 320))
        try await ScriptedServer.run([endless]) { server in
            let error = try await bench.failure { try await bench.download(server, bytes: nil) }
            #expect(error.code == .wrongSize && error.message.contains("1048576"), "\(error)")
            #expect(server.sentBytes < 20 << 20, "it went on for \(server.sentBytes) bytes")
        }
        #expect(bench.files == [])
    }

    @Test func aLengthThatIsNotTheFilesIsRefusedBeforeAByteIsRead() async throws {
        try await ScriptedServer.run([bench.answer("200 OK", ["Content-Length: 999999999"])]) { server in
            let error = try await bench.failure { try await bench.download(server) }
            #expect(error.code == .wrongSize)
            #expect(error.message.contains("999999999") && error.message.contains("300007"), "\(error)")
        }
        #expect(bench.files == [])
    }

    @Test func anAnswerThatIsTooShortIsNoFile() async throws {
        let short = bench.answer(
            "200 OK", ["Transfer-Encoding: chunked"], Array("5\r\nhello\r\n0\r\n\r\n".utf8)[...])
        let outOfRange = bench.answer("416 Range Not Satisfiable", ["Content-Length: 0"])
        let all = (0..<5).flatMap { _ in [short, outOfRange] }
        try await ScriptedServer.run(all) { server in
            let error = try await bench.failure { try await bench.download(server) }
            #expect(error.code == .wrongSize && error.message.contains("5 of 300007"), "\(error)")
        }
        #expect(!bench.files.contains("model.onnx"))
    }

    @Test func aSilentServerIsNotWaitedForForEver() async throws {
        let silent = bench.whole(upTo: 1_000, pause: .seconds(30))
        let mute = ScriptedAnswer(steps: [.pause(.seconds(30))])
        try await ScriptedServer.run([silent, mute, mute, mute, mute]) { server in
            let error = try await bench.failure { try await bench.download(server, idle: .milliseconds(50)) }
            #expect([.stalled, .unreachable].contains(error.code), "\(error)")
        }
        #expect(bench.files == ["model.onnx.part", "model.onnx.part.json"])
    }

    @Test func theLimitOnTheWholeEndsWhatTricklesAndKeepsIt() async throws {
        let steps = bench.whole(upTo: 1_000).steps.dropLast()
        let drip: [ScriptedAnswer.Step] = (0..<3_000).flatMap { _ in [.pause(.milliseconds(10)), .send([1])] }
        try await ScriptedServer.run([ScriptedAnswer(steps: steps + drip)]) { server in
            let error = try await bench.failure { try await bench.download(server, total: .milliseconds(400)) }
            #expect(error.code == .timeout && error.message.contains("goes on from there"), "\(error)")
        }
        #expect(bench.files == ["model.onnx.part", "model.onnx.part.json"])
    }

    @Test func aBusyServerIsAskedAgain() async throws {
        let busy = bench.answer("503 Service Unavailable", ["Content-Length: 0"])
        try await ScriptedServer.run([busy, busy, bench.whole()]) { server in try await bench.download(server) }
        try bench.expectTheFile()
    }

    @Test func twoAtOnceDoNotMix() async throws {
        let slow = bench.whole(upTo: 1_000, pause: .seconds(30))
        try await ScriptedServer.run([slow]) { server in
            let first = Task { try await bench.download(server) }
            #expect(await Deadline.poll { server.requests.count == 1 })
            let error = try await bench.failure { try await bench.download(server) }
            #expect(error.code == .busy, "\(error)")
            first.cancel()
            let cancelled = try await bench.failure { try await first.value }
            #expect(cancelled.code == .cancelled, "\(cancelled)")
        }
    }

    @Test func nobodyThereAndNoFolderAreSaid() async throws {
        let dead = try #require(URL(string: "\(ScriptedServer.deadAddress())/x"))
        var request = DownloadRequest(url: dead, destination: bench.destination, sha256: DownloadBench.sum)
        let limits = DownloadLimits(backoff: Backoff(shortest: 0.005, longest: 0.01))
        let nobody = try await bench.failure { try await Download(request, limits: limits).run() }
        #expect(nobody.code == .unreachable && nobody.message.contains("127.0.0.1"), "\(nobody)")
        request.destination = bench.folder.file("missing/model.onnx")
        let nowhere = try await bench.failure { try await Download(request, limits: limits).run() }
        #expect(nowhere.code == .file && nowhere.message.contains("missing/model.onnx.part"), "\(nowhere)")
        request.url = URL(filePath: "/etc/passwd")
        #expect(try await bench.failure { try await Download(request).run() }.code == .badAnswer)
    }
}
