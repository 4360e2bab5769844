package import Foundation

/// What can be written to a file.
package enum ExportSubject: Sendable, Equatable {
    case jobs(JobScope)
    /// Judgements of a review: the corrections, or all of them.
    case judgements([Judgement], onlyCorrections: Bool)
    case comparison(ComparisonTable)

    /// The first part of the file's name.
    package var stem: String {
        switch self {
        case .jobs: Strings.exportStem
        case .judgements(_, let onlyCorrections): onlyCorrections ? Strings.correctionsStem : Strings.judgementsStem
        case .comparison: Strings.comparisonStem
        }
    }

    /// Records that will be written, as far as that is known.
    package var count: Int? {
        switch self {
        case .jobs(let scope): scope.count
        case .judgements(let judgements, _): judgements.count
        case .comparison(let table): table.rows.count
        }
    }
}

package struct ExportRequest: Sendable, Equatable {
    package var number: Int
    package var subject: ExportSubject
    package var format: ResultFormat
    package var path: RawPath
    /// Said by the user, about this file.
    package var overwrites = false
}

/// The export that is under way.
package struct ExportState: Sendable, Equatable {
    package var request: ExportRequest
    package var written = 0
    package var total: Int?

    package init(request: ExportRequest) {
        self.request = request
        total = request.subject.count
    }

    /// 0...1
    package var fraction: Double {
        guard let total, total > 0 else { return 0 }
        return min(1, Double(written) / Double(total))
    }
}

/// What a finished export has to say.
package struct ExportSummary: Sendable, Equatable {
    package var written: Int
    package var bytes: Int
    /// Marked jobs that the service has forgotten meanwhile.
    package var gone = 0
}

package enum ExportProblem: Error, Sendable, Equatable {
    /// The file is there already: its bytes.
    case exists(size: Int)
    case failed(String)
    case cancelled
}

/// Where an export goes by default.
package enum ExportName {
    /// `top5-2026-01-31-1203.csv`, in UTC.
    package static func standard(for subject: ExportSubject, format: ResultFormat, at now: Date) -> String {
        let digits = ResultText.time(now)
        let day = digits.prefix(10)
        let time = digits.dropFirst(11).prefix(5).replacing(":", with: "")
        return "\(subject.stem)-\(day)-\(time).\(format.fileExtension)"
    }

    /// A typed path: absolute, below `~`, or below the folder of the picker; nil for one that names no file.
    package static func path(_ typed: String, in folder: RawPath, home: RawPath?) -> RawPath? {
        let text = String(typed.trimmingPrefix(while: \.isWhitespace))
        guard !text.isEmpty, !text.hasSuffix("/"), !text.utf8.contains(0) else { return nil }
        if text.hasPrefix("/") { return RawPath(text) }
        if let home, text.hasPrefix("~/") { return home.appending(Array(text.dropFirst(2).utf8)) }
        return folder.appending(Array(text.utf8))
    }
}
