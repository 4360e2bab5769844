import API
import Client
import Foundation
import NIOPosix

/// Results into a file, a page at a time: 100,000 jobs need the memory of 500.
extension ResultsRunner {
    func export(_ request: ExportRequest) async {
        let result: Result<ExportSummary, ExportProblem>
        do throws(ExportProblem) {
            result = .success(try await write(request))
        } catch {
            result = .failure(error)
        }
        post(.exportEnded(number: request.number, result))
    }

    private func write(_ request: ExportRequest) async throws(ExportProblem) -> ExportSummary {
        let file = try await onThread { () throws(ExportProblem) in
            try ExportFile(request.path, overwrites: request.overwrites)
        }
        do throws(ExportProblem) {
            let summary =
                switch request.subject {
                case .jobs(let scope): try await write(scope, request, to: file)
                case .judgements(let judgements, let onlyCorrections):
                    try await write(judgements.count, to: file) {
                        onlyCorrections ? CSVText.corrections(judgements) : CSVText.judgements(judgements)
                    }
                case .comparison(let table): try await write(table.rows.count, to: file) { table.csv }
                }
            guard !Task.isCancelled else { throw ExportProblem.cancelled }
            return summary
        } catch {
            // Not cut by a cancellation: nothing half-written stays.
            threads.submit { _ in file.abandon() }
            throw error
        }
    }

    private func write(
        _ count: Int, to file: ExportFile, _ text: @escaping @Sendable () -> String
    ) async throws(ExportProblem) -> ExportSummary {
        let bytes = try await onThread { () throws(ExportProblem) in
            let text = text()
            try file.write(text)
            return text.utf8.count
        }
        try await finish(file)
        return ExportSummary(written: count, bytes: bytes)
    }

    private func write(
        _ scope: JobScope, _ request: ExportRequest, to file: ExportFile
    ) async throws(ExportProblem) -> ExportSummary {
        var summary = ExportSummary(written: 0, bytes: 0)
        var problem: ExportProblem?
        let format = request.format
        func put(_ jobs: [Job], first: Bool) async throws(ExportProblem) -> Int {
            try await onThread { () throws(ExportProblem) in
                let text = Self.portion(jobs, format, isFirst: first)
                try file.write(text)
                return text.utf8.count
            }
        }
        do throws(ClientError) {
            try await eachPortion(of: scope) { jobs, looked, total in
                do throws(ExportProblem) {
                    summary.bytes += try await put(jobs, first: summary.written == 0)
                } catch {
                    problem = error
                    return false
                }
                summary.written += jobs.count
                summary.gone = scope.isList ? looked - summary.written : 0
                post(.exportProgress(number: request.number, written: summary.written, total: total))
                return true
            }
        } catch {
            throw error.kind == .cancelled ? .cancelled : .failed(Strings.shown(error))
        }
        if let problem { throw problem }
        guard !Task.isCancelled else { throw .cancelled }
        let isEmpty = summary.written == 0
        summary.bytes += try await onThread { () throws(ExportProblem) in
            let text = Self.ending(format, isEmpty: isEmpty)
            try file.write(text)
            return text.utf8.count
        }
        try await finish(file)
        return summary
    }

    private func finish(_ file: ExportFile) async throws(ExportProblem) {
        try await onThread { () throws(ExportProblem) in try file.finish() }
    }

    private static func portion(_ jobs: [Job], _ format: ResultFormat, isFirst: Bool) -> String {
        guard !jobs.isEmpty else { return "" }
        switch format {
        case .json:
            let lines = jobs.map { ResultText.jsonLine($0).dropLast() }.joined(separator: ",\n")
            return (isFirst ? "[\n" : ",\n") + lines
        case .csv: return (isFirst ? ResultText.csvHeader : "") + jobs.map(ResultText.csvRecord).joined()
        default: return ResultText.of(jobs, as: format)
        }
    }

    /// Also an empty file of a format is one that programs can read.
    private static func ending(_ format: ResultFormat, isEmpty: Bool) -> String {
        switch format {
        case .json: isEmpty ? "[]\n" : "\n]\n"
        case .csv: isEmpty ? ResultText.csvHeader : ""
        default: ""
        }
    }

    private func onThread<Value: Sendable>(
        _ body: @escaping @Sendable () throws(ExportProblem) -> Value
    ) async throws(ExportProblem) -> Value {
        let result = try? await threads.runIfActive { Result(catching: body) }
        guard let result else { throw .cancelled }
        return try result.get()
    }
}

extension JobScope {
    fileprivate var isList: Bool { if case .jobs = self { true } else { false } }
}
