import Jobs
import Testing

@Suite struct JobFilterParsingTests {
    private typealias Clause = JobFilter.Clause

    @Test func readsTheLanguage() throws {
        let filter = try JobFilter(
            parsing: #"  state:queued,FAILED -model:mobile* client:ci-2 cat -"two  words" model:"a b" "key:x" -a-b "#)
        #expect(
            filter.clauses == [
                Clause(term: .states([.queued, .failed])), Clause(term: .route("mobile*"), negated: true),
                Clause(term: .client("ci-2")), Clause(term: .word("cat")),
                Clause(term: .word("two  words"), negated: true), Clause(term: .route("a b")),
                Clause(term: .word("key:x")), Clause(term: .word("a-b"), negated: true),
            ])
        #expect(try JobFilter(parsing: "  ").clauses.isEmpty)
        #expect(try JobFilter(parsing: "model:a:b").clauses == [Clause(term: .route("a:b"))])
    }

    @Test(
        arguments: [
            ("colour:red", "unknown key \"colour\"; known are state, model, client, since and until"),
            (":x", "unknown key \"\""),
            ("cat state:done", "unknown state \"done\"; known are queued, running, succeeded, failed, cancelled"),
            ("state:queued,", "unknown state \"\""),
            ("state:", "state: has no text"), ("cat -", "word - has no text"), ("\"\"", "has no text"),
            ("since:yesterday", "since:yesterday has no time"), ("until:2026-13-01", "has no time"),
            ("since:2026-11-24x", "has no time"), ("since:2026-11-24T10:00:00", "has no time"),
            ("since:-1h", "has no time"),
            ("since:99999999999999999w", "has no time"),
            ("\"open", "not closed: \"open"),
        ])
    func saysWhichWordIsWrong(example: (text: String, words: String)) async {
        let error = await expectRefusal(.invalidFilter) { _ = try JobFilter(parsing: example.text) }
        #expect(error?.message.contains(example.words) == true, "\(error?.message ?? "")")
    }

    @Test(
        arguments: [
            ("90s", 1_000_000_000_000 - 90_000), ("30m", 1_000_000_000_000 - 1_800_000),
            ("2h", 1_000_000_000_000 - 7_200_000), ("7d", 1_000_000_000_000 - 604_800_000),
            ("1w", 1_000_000_000_000 - 604_800_000), ("0s", 1_000_000_000_000), ("9999w", 0),
            ("2001-09-09", 999_993_600_000), ("2001-09-09T01:46:40Z", 1_000_000_000_000),
            ("2001-09-09T03:46:40.250+02:00", 1_000_000_000_250),
        ] as [(String, Int64)])
    func readsTimes(example: (text: String, milliseconds: Int64)) throws {
        let now = JobInstant(milliseconds: 1_000_000_000_000)
        let time = JobInstant(milliseconds: example.milliseconds)
        #expect(
            try JobFilter(parsing: "since:\(example.text) -until:\(example.text)", now: now).clauses == [
                Clause(term: .since(time)), Clause(term: .until(time), negated: true),
            ])
    }

    @Test func isBounded() async throws {
        let words = String(repeating: "a ", count: JobFilter.maxWords)
        #expect(try JobFilter(parsing: words).clauses.count == JobFilter.maxWords)
        await expectRefusal(.invalidFilter) { _ = try JobFilter(parsing: words + "a") }
        let long = String(repeating: "a", count: JobFilter.maxLength)
        #expect(try JobFilter(parsing: long).clauses == [Clause(term: .word(long))])
        await expectRefusal(.invalidFilter) { _ = try JobFilter(parsing: long + "a") }
    }
}
