/// How results are printed: outcome by outcome, so that long runs show something early.
protocol ClassifyReport {
    mutating func begin() throws(CommandError)
    mutating func add(_ outcome: ClassifyOutcome) throws(CommandError)
    mutating func end() throws(CommandError)
}
