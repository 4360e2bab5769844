enum MetricKind: String {
    case counter, gauge, histogram
}

/// One set of labels and what was recorded under it.
protocol MetricSeries: AnyObject, Sendable {
    /// The sample lines.
    /// - Parameter labels: rendered, without braces; empty for none.
    func lines(name: String, labels: String) -> String
}

/// All series of one name.
struct MetricFamily {
    let name: String
    let help: String
    let kind: MetricKind
    var series: [String: any MetricSeries] = [:]

    /// Nothing where there is no series: a family of which only the head is there says nothing.
    func text() -> String {
        guard !series.isEmpty else { return "" }
        var text = "# HELP \(name) \(PrometheusText.help(help))\n# TYPE \(name) \(kind.rawValue)\n"
        for (labels, series) in series.sorted(by: { $0.key < $1.key }) {
            text += series.lines(name: name, labels: labels)
        }
        return text
    }
}
