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
            ("colour:red", "unknown key \"colour\"; known are state, model and client"),
            (":x", "unknown key \"\""),
            ("cat state:done", "unknown state \"done\"; known are queued, running, succeeded, failed, cancelled"),
            ("state:queued,", "unknown state \"\""),
            ("state:", "state: has no text"), ("cat -", "word - has no text"), ("\"\"", "has no text"),
            ("\"open", "not closed: \"open"),
        ])
    func saysWhichWordIsWrong(example: (text: String, words: String)) async {
        let error = await expectRefusal(.invalidFilter) { _ = try JobFilter(parsing: example.text) }
        #expect(error?.message.contains(example.words) == true, "\(error?.message ?? "")")
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
