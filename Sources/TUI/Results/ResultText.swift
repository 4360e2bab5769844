package import API
package import Foundation

/// Jobs as text for people and for other programs.
package enum ResultText {
    /// Predictions that have columns of their own in CSV; JSON holds all of them.
    package static let csvPredictions = 5

    /// All jobs in one text.
    /// - Parameter path: where a job's image lies on this machine, if that is known.
    package static func of(_ jobs: [Job], as format: ResultFormat, path: (Job) -> String? = { _ in nil }) -> String {
        switch format {
        case .text: jobs.map(readable).joined(separator: "\n")
        case .csv: csvHeader + jobs.map(csvRecord).joined()
        case .json: json(jobs)
        case .jsonLines: jobs.map(jsonLine).joined()
        case .id: jobs.map(\.id).joined(separator: "\n")
        case .path: jobs.compactMap(path).joined(separator: "\n")
        }
    }

    /// A heading with the image and the model, and a line for each prediction. Nothing in it can act on a terminal.
    private static func readable(_ job: Job) -> String {
        var lines = ["\(ShownText.sanitise(Shown.name(job.image.name)))  \(ShownText.sanitise(job.model))"]
        if let prediction = job.prediction {
            lines += prediction.map { "  \(Shown.score($0.score))  \(ShownText.sanitise($0.label))" }
        } else if let error = job.error {
            lines.append("  \(ShownText.sanitise("\(error.code): \(error.message)"))")
        } else {
            lines.append("  \(Strings.word(job.status))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    package static let csvHeader = CSVText.header(
        [
            "job_id", "image", "status", "model", "client", "created_at", "finished_at", "cached", "format", "width",
            "height", "bytes", "sha256", "work_ms",
        ] + (1...csvPredictions).flatMap { ["label_\($0)", "score_\($0)"] } + ["error_code", "error_message"])

    package static func csvRecord(_ job: Job) -> String {
        let image = job.image
        var cells: [CSVText.Cell] = [
            .text(job.id), .text(image.name), .text(job.status.rawValue), .text(job.model), .text(job.client),
            .time(time(job.createdAt)), .time(job.finishedAt.map(time)), .text(job.cached ? "true" : "false"),
            .text(image.format), .count(image.width), .count(image.height), .count(image.bytes), .text(image.sha256),
            .number(job.status.isFinished ? decimal(job.timingsMs.work, places: 3) : ""),
        ]
        let prediction = job.prediction ?? []
        for place in 0..<csvPredictions {
            guard prediction.indices.contains(place) else {
                cells += [.empty, .empty]
                continue
            }
            cells += [.text(prediction[place].label), .number(score(prediction[place].score))]
        }
        cells += [.text(job.error?.code), .text(job.error?.message)]
        return CSVText.record(cells)
    }

    /// As the API writes it, on one line.
    package static func jsonLine(_ job: Job) -> String {
        let data = try? WireCoding.encoder().encode(job)
        return data.map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }

    /// One job is an object, several are an array with a job on each line.
    private static func json(_ jobs: [Job]) -> String {
        if jobs.count == 1 {
            let encoder = WireCoding.encoder()
            encoder.outputFormatting.insert(.prettyPrinted)
            return (try? encoder.encode(jobs[0])).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
        }
        return "[\n" + jobs.map { jsonLine($0).dropLast() }.joined(separator: ",\n") + "\n]\n"
    }

    /// A probability as tables have it: six decimals.
    package static func score(_ value: Double) -> String { decimal(value, places: 6) }

    /// ISO 8601 in UTC, with milliseconds.
    package static func time(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private static func decimal(_ value: Double, places: Int) -> String {
        String(format: "%.\(places)f", value.isFinite ? value : 0)
    }
}
