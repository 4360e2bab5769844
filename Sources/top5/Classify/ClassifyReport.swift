/// How results are printed: outcome by outcome, so that long runs show something early.
protocol ClassifyReport {
    mutating func begin()
    mutating func add(_ outcome: ClassifyOutcome)
    mutating func end()
}
