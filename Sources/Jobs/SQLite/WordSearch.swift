import GRDB

/// The plain words of a filter, as a search in `job_words`: the table of every three characters of the finished jobs.
///
/// A job that matches has every trigram of every word, so those that have the rarest few are candidates, and the words are
/// then looked for in their texts. How rare one is, is estimated from the jobs that came last.
struct WordSearch {
    /// Of FTS5.
    let expression: String
    /// Whether no more than a few thousand jobs have the trigrams.
    let isRare: Bool

    /// Trigrams that one search intersects: more would be read through without leaving out much.
    private static let most = 3
    /// Jobs whose texts are looked at, and how many of them may have the rarest trigram.
    private static let sample = 1_000
    private static let rare = 150

    /// nil where the words can't narrow it down: there are none, or they are short or frequent.
    /// - Parameter few: jobs that may have the trigrams of rare words.
    init?(_ filter: JobFilter, few: Int, _ table: JobTable) throws {
        var trigrams: Set<String> = []
        for clause in filter.clauses where !clause.negated {
            if case .word(let word) = clause.term { trigrams.formUnion(Self.trigrams(of: SearchText.fold(word))) }
        }
        guard !trigrams.isEmpty else { return nil }
        let rarest = try Self.frequencies(of: trigrams.sorted(), table).sorted { $0.count < $1.count }
        guard let first = rarest.first, first.count <= Self.rare else { return nil }
        let taken = rarest.prefix(Self.most).filter { $0.count <= max(first.count * 4, Self.sample / 100) }
        expression = taken.map { "\"\($0.trigram.replacing("\"", with: "\"\""))\"" }.joined(separator: " AND ")
        let statement = try table.db.cachedStatement(
            sql: "SELECT COUNT(*) FROM (SELECT 1 FROM job_words WHERE job_words MATCH ? LIMIT ?)")
        isRare = try Int.fetchOne(statement, arguments: [expression, few + 1]) ?? 0 <= few
    }

    private static func trigrams(of word: String) -> [String] {
        let scalars = Array(word.unicodeScalars)
        guard scalars.count >= 3 else { return [] }
        return (0...scalars.count - 3).map { start in
            String(String.UnicodeScalarView(scalars[start..<start + 3]))
        }
    }

    private static func frequencies(
        of trigrams: [String], _ table: JobTable
    ) throws -> [(trigram: String, count: Int)] {
        let sums = trigrams.map { _ in "ifnull(sum(instr(search, ?) > 0), 0)" }.joined(separator: ", ")
        let statement = try table.db.makeStatement(
            sql: "SELECT \(sums) FROM (SELECT search FROM job ORDER BY key DESC LIMIT \(sample))")
        guard let row = try Row.fetchOne(statement, arguments: StatementArguments(trigrams)) else { return [] }
        return trigrams.enumerated().map { (trigram: $1, count: row[$0]) }
    }
}

extension SQLiteJobStore {
    package func indexWords(limit: Int) async throws(JobError) -> Int {
        let due = "INDEXED BY job_unworded WHERE worded = 0 AND finished_at IS NOT NULL"
        let size = max(1, limit)
        // Nearly always nothing is: look first, and leave the writer alone.
        let any = try await read { try Int.fetchOne($0.db, sql: "SELECT 1 FROM job \(due) LIMIT 1") != nil }
        guard any else { return 0 }
        return try await write { table in
            let keys = try Int64.fetchAll(
                table.db.cachedStatement(sql: "SELECT key FROM job \(due) ORDER BY finished_at LIMIT ?"),
                arguments: [size])
            let list = keys.map(String.init).joined(separator: ", ")
            try table.db.execute(
                sql: """
                    INSERT INTO job_words (rowid, search) SELECT key, search FROM job WHERE key IN (\(list)) ORDER BY key;
                    UPDATE job SET worded = 1 WHERE key IN (\(list));
                    """)
            return keys.count
        }
    }
}
