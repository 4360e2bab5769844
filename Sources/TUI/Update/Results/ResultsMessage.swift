package import API
package import Client

/// What comes back from copying, exporting, reviewing and comparing.
package enum ResultsMessage: Sendable {
    case copied(Copied, reached: Bool)

    case exportProgress(number: Int, written: Int, total: Int?)
    case exportEnded(number: Int, Result<ExportSummary, ExportProblem>)

    case reviewProgress(number: Int, looked: Int, total: Int?)
    case reviewFound(number: Int, Result<FoundReview, ClientError>)
    case journalRead(Result<JournalContents, JournalProblem>)
    case journalWritten(JournalProblem?)

    case comparisonProgress(number: Int, looked: Int, total: Int?)
    case comparisonFound(number: Int, Result<FoundComparison, ClientError>)
    /// One missing picture was accepted, or could not be.
    case comparisonSubmitted(number: Int, MissingResult, Result<Job, ClientError>)
}

/// What was handed to the terminal.
package struct Copied: Sendable, Equatable {
    package var text: String
    package var name: String
    package var format: ResultFormat
    /// Marked jobs that were left out.
    package var missing = 0
}

package struct FoundReview: Sendable, Equatable {
    package var items: [ReviewItem]
    package var considered: Int
    package var labels: [String]
}

package struct FoundComparison: Sendable, Equatable {
    package var pictures: [ComparedPicture]
    /// Marked files that could not be read.
    package var unreadable = 0
}
