import Foundation

/// What `top5 bench engine` found out.
struct EngineReport: Encodable {
    var model: String
    var cores: Int
    var pictures: Int
    var engine: EngineBench.Result?
    var peakBytes = 0
    var decoder: [DecoderBench.Line] = []
    /// Why there is no comparison.
    var decoderProblem: String?
    var soak: [SoakBench.Point] = []

    init(model: String, cores: Int, pictures: Int) {
        self.model = model
        self.cores = cores
        self.pictures = pictures
    }

    enum CodingKeys: String, CodingKey {
        case model, cores, pictures, engine
        case peakBytes = "peak_bytes"
        case decoder
        case decoderProblem = "decoder_problem"
        case soak
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    var table: String {
        var lines = ["\(model), \(cores) cores, \(pictures) pictures", ""]
        if let engine {
            lines.append("                     images/s   CPU ms/image   p50 ms   p95 ms   p99 ms")
            for (name, part) in [
                ("inference alone", engine.inference), ("preparation alone", engine.preparation),
                ("both together", engine.together), ("one at a time", engine.single),
            ] {
                lines.append(
                    name.padding(toLength: 18, withPad: " ", startingAt: 0)
                        + String(
                            format: "%11.1f %14.2f %8.1f %8.1f %8.1f", part.imagesPerSecond, part.cpuMilliseconds,
                            part.p50, part.p95, part.p99))
            }
            lines.append("")
            lines.append(
                String(
                    format: "limit %.1f images/s (CPU time of both parts over all cores): reached %.3f, by round %@",
                    engine.limit, engine.share,
                    engine.shares.map { String(format: "%.2f", $0) }.joined(separator: " ")))
            let others = engine.together.others
            if others > 0.02 {
                lines.append(
                    String(
                        format:
                            "other programs took %.0f %% of the cores during \"both together\"; without them about %.3f",
                        others * 100, engine.share / (1 - others)))
            }
        }
        lines.append(String(format: "peak memory %.0f MB", Double(peakBytes) / 1e6))
        if let decoderProblem { lines += ["", "JPEG preparation not compared: \(decoderProblem)"] }
        if !decoder.isEmpty {
            lines += [
                "", "JPEG                 kB   prepare ms   djpeg ms (scale)   ratio   ratio without djpeg's start",
            ]
            for line in decoder {
                lines.append(
                    "\(line.width) x \(line.height)".padding(toLength: 14, withPad: " ", startingAt: 0)
                        + String(
                            format: "%9d %12.2f %10.2f (%@) %9.2f %10.2f", line.bytes / 1000, line.ours, line.djpeg,
                            line.djpegScale, line.ratio, line.ratioWithoutStart))
            }
        }
        if !soak.isEmpty {
            lines += ["", "images   resident MB"]
            lines += soak.map { String(format: "%6d %11.1f", $0.images, Double($0.residentBytes) / 1e6) }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
