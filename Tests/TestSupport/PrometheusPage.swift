/// A page of metrics, read as strictly as the format is written (version 0.0.4); whatever is not allowed is an error.
///
/// Format: https://prometheus.io/docs/instrumenting/exposition_formats/
package struct PrometheusPage: Sendable {
    package struct Sample: Sendable, Equatable {
        package var name: String
        package var labels: [String: String]
        package var value: Double

        package init(name: String, labels: [String: String], value: Double) {
            self.name = name
            self.labels = labels
            self.value = value
        }
    }

    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    /// Type by family.
    package private(set) var types: [String: String] = [:]
    package private(set) var help: [String: String] = [:]
    package private(set) var samples: [Sample] = []

    package init(parsing text: String) throws {
        guard text.hasSuffix("\n") else { throw Failure(description: "the last line does not end") }
        var current: String?
        var seen: Set<String> = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            do {
                if line.hasPrefix("# HELP ") {
                    let (name, rest) = try Self.head(line.dropFirst(7))
                    guard help[name] == nil, types[name] == nil else { throw Failure(description: "a second HELP") }
                    help[name] = rest
                } else if line.hasPrefix("# TYPE ") {
                    let (name, type) = try Self.head(line.dropFirst(7))
                    guard types[name] == nil else { throw Failure(description: "a second TYPE") }
                    guard ["counter", "gauge", "histogram"].contains(type) else {
                        throw Failure(description: "the type")
                    }
                    types[name] = type
                    current = name
                } else {
                    let sample = try Self.sample(line)
                    guard let current, Self.belongs(sample.name, to: current, types[current] ?? "") else {
                        throw Failure(description: "a sample outside its family, which is \(current ?? "none")")
                    }
                    let key = "\(sample.name) \(sample.labels.sorted { $0.key < $1.key })"
                    guard seen.insert(key).inserted else { throw Failure(description: "the sample a second time") }
                    samples.append(sample)
                }
            } catch {
                throw Failure(description: "\(error) in: \(line)")
            }
        }
        for (name, type) in types where type == "histogram" { try checkHistogram(name) }
    }

    /// The value of the sample with exactly these labels.
    package func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { $0.name == name && $0.labels == labels }?.value
    }

    private static func head(_ text: Substring) throws -> (String, String) {
        guard let space = text.firstIndex(of: " ") else { throw Failure(description: "no text after the name") }
        let name = String(text[..<space])
        guard isName(name, colons: true) else { throw Failure(description: "the name") }
        return (name, String(text[text.index(after: space)...]))
    }

    private static func belongs(_ sample: String, to family: String, _ type: String) -> Bool {
        type == "histogram"
            ? ["_bucket", "_sum", "_count"].contains { sample == family + $0 } : sample == family
    }

    private static func isName(_ text: String, colons: Bool) -> Bool {
        guard let first = text.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                || scalar == "_" || (colons && scalar == ":")
        }
    }

    private static func sample(_ line: Substring) throws -> Sample {
        var rest = line
        let name = String(rest.prefix { $0 != "{" && $0 != " " })
        guard isName(name, colons: true) else { throw Failure(description: "the name") }
        rest = rest.dropFirst(name.count)
        var labels: [String: String] = [:]
        if rest.first == "{" { (labels, rest) = try self.labels(rest.dropFirst()) }
        guard rest.first == " " else { throw Failure(description: "no space before the value") }
        let text = String(rest.dropFirst())
        let words: [String: Double] = ["+Inf": .infinity, "-Inf": -.infinity, "NaN": .nan]
        guard let value = words[text] ?? (text.contains { $0 == " " || $0.isLetter && $0 != "e" } ? nil : Double(text))
        else { throw Failure(description: "the value '\(text)'") }
        return Sample(name: name, labels: labels, value: value)
    }

    private static func labels(_ text: Substring) throws -> ([String: String], Substring) {
        var labels: [String: String] = [:]
        var rest = text
        while true {
            let name = String(rest.prefix { $0 != "=" })
            guard isName(name, colons: false), labels[name] == nil else {
                throw Failure(description: "label '\(name)'")
            }
            rest = rest.dropFirst(name.count)
            guard rest.hasPrefix("=\"") else { throw Failure(description: "no quote after \(name)") }
            rest = rest.dropFirst(2)
            var value = ""
            while let character = rest.popFirst(), character != "\"" {
                guard character == "\\" else {
                    value.append(character)
                    continue
                }
                switch rest.popFirst() {
                case "n": value.append("\n")
                case "\\": value.append("\\")
                case "\"": value.append("\"")
                default: throw Failure(description: "an unknown escape in \(name)")
                }
            }
            labels[name] = value
            switch rest.popFirst() {
            case ",": continue
            case "}": return (labels, rest)
            default: throw Failure(description: "neither comma nor brace after \(name)")
            }
        }
    }

    /// Buckets grow, the last is `+Inf` and equals the count, and each set of labels has its sum.
    private func checkHistogram(_ name: String) throws {
        let buckets = samples.filter { $0.name == name + "_bucket" }
        let series = Dictionary(grouping: buckets) { $0.labels.filter { $0.key != "le" } }
        for (labels, buckets) in series {
            let bounds = buckets.map {
                $0.labels["le"] == "+Inf" ? Double.infinity : Double($0.labels["le"] ?? "") ?? .nan
            }
            let counts = buckets.map(\.value)
            guard bounds == bounds.sorted(), Set(bounds).count == bounds.count, bounds.last == .infinity,
                counts == counts.sorted(), value(name + "_count", labels) == counts.last,
                value(name + "_sum", labels) != nil
            else { throw Failure(description: "the histogram \(name) \(labels): \(bounds) \(counts)") }
        }
        guard samples.filter({ $0.name == name + "_count" }).count == series.count else {
            throw Failure(description: "the histogram \(name) has counts without buckets")
        }
    }
}
