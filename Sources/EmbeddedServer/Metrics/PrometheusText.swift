/// The words of the text format.
enum PrometheusText {
    /// A line feed or a backslash would end or change the line.
    static func help(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    /// `a="1",b="2"`, in the order of the names.
    static func labels(_ dimensions: [(String, String)]) -> String {
        dimensions.sorted { $0.0 < $1.0 }
            .map { "\(name($0.0).replacing(":", with: "_"))=\"\(help($0.1).replacing("\"", with: "\\\""))\"" }
            .joined(separator: ",")
    }

    static func sample(_ name: String, _ labels: String, _ value: Double) -> String {
        "\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(number(value))\n"
    }

    /// What is not a letter, a digit after the first, `_` or `:` becomes `_`.
    static func name(_ text: String) -> String {
        var name = ""
        for scalar in text.unicodeScalars {
            let isLetter =
                ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_" || scalar == ":"
            let isDigit = ("0"..."9").contains(scalar)
            if isDigit && name.isEmpty { name = "_" }
            name.unicodeScalars.append(isLetter || isDigit ? scalar : "_")
        }
        return name.isEmpty ? "_" : name
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return String(value)
    }
}
