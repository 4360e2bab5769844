import API
import Foundation
import Testing

@testable import TUI

@Suite("Results as text")
struct ResultTextTests {
    private static let hostile: Job = {
        var job = Fixtures.job(4, "=cmd|' /C calc'!A0,\"x\"\n\u{1B}[2J.jpg", .succeeded, client: "@evil")
        job.image.sha256 = "ab12"
        job.prediction = [
            Prediction(index: 0, label: "-cat, \"big\"\u{1B}]0;t\u{7}", score: 0.6412),
            Prediction(index: 1, label: "写真\r\nnext", score: 0.25),
        ]
        return job
    }()

    @Test("Text for people: nothing in it acts on a terminal")
    func readable() {
        let text = ResultText.of([Fixtures.job(4, "cat.jpg", .succeeded), Self.hostile], as: .text)
        #expect(
            text == """
                cat.jpg  mobilenet-v2@1
                  0.641  tabby, tabby cat
                  0.176  Egyptian cat
                  0.160  tiger cat
                  0.004  lynx, catamount
                  0.004  tiger, Panthera tigris

                =cmd|' /C calc'!A0,"x"␊␛[2J.jpg  mobilenet-v2@1
                  0.641  -cat, "big"␛]0;t␇
                  0.250  写真␍␊next

                """)
    }

    @Test("CSV: a heading, a record for each job, formulas are defused")
    func csv() throws {
        let text = ResultText.of([Self.hostile, Fixtures.job(3, "torn.jpg", .failed)], as: .csv)
        let records = try #require(ReadCSV.records(text))
        #expect(records.count == 3)
        #expect(
            records[0] == [
                "job_id", "image", "status", "model", "client", "created_at", "finished_at", "cached", "format",
                "width",
                "height", "bytes", "sha256", "work_ms", "label_1", "score_1", "label_2", "score_2", "label_3",
                "score_3", "label_4", "score_4", "label_5", "score_5", "error_code", "error_message",
            ])
        #expect(
            records[1] == [
                Fixtures.id(4), "'=cmd|' /C calc'!A0,\"x\"\n\u{1B}[2J.jpg", "succeeded", "mobilenet-v2@1", "'@evil",
                "2026-01-31T11:58:20.039Z", "2026-01-31T11:58:20.059Z", "false", "jpeg", "500", "375", "51234", "ab12",
                "16.200", "'-cat, \"big\"\u{1B}]0;t\u{7}", "0.641200", "写真\r\nnext", "0.250000", "", "", "", "", "",
                "", "", "",
            ])
        #expect(records[2][2] == "failed")
        #expect(records[2].suffix(2).first == "UNREADABLE_IMAGE")
        #expect(records.allSatisfy { $0.count == records[0].count })
    }

    @Test("JSON is the API's own, one object or an array; lines are one object each")
    func json() throws {
        let job = Self.hostile
        let decoder = WireCoding.decoder()
        let one = try decoder.decode(Job.self, from: Data(ResultText.of([job], as: .json).utf8))
        #expect(one.prediction == job.prediction && one.image == job.image)
        let several = ResultText.of([job, Fixtures.job(3, "torn.jpg", .failed)], as: .json)
        #expect(try decoder.decode([Job].self, from: Data(several.utf8)).map(\.id) == [Fixtures.id(4), Fixtures.id(3)])
        let lines = ResultText.of([job, job], as: .jsonLines)
        #expect(lines.utf8.count { $0 == UInt8(ascii: "\n") } == 2)
        #expect(!lines.unicodeScalars.contains("\u{1B}"))
    }

    @Test("Corrections: the columns of a training list")
    func corrections() throws {
        let judgement = Judgement(
            at: Scene.noon, jobID: "J", image: "+a.jpg", sha256: "ab", model: "m@1", predicted: "=x", probability: 0.5,
            verdict: .corrected, label: "tiger, \"big\"", rank: 2)
        #expect(
            CSVText.corrections([judgement])
                == "image,sha256,model,predicted,probability,correct_label,judged_at\r\n"
                + "'+a.jpg,ab,m@1,'=x,0.500000,\"tiger, \"\"big\"\"\",2026-01-31T12:00:00.000Z\r\n")
        #expect(CSVText.judgements([judgement]).hasSuffix(",corrected,2\r\n"))
    }
}
