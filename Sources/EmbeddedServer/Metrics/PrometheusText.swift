/// The words of the text format. Each answer asks for some of them, and nearly all need no change: that is looked at first.
enum PrometheusText {
    /// A line feed or a backslash would end or change the line.
    static func help(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\n") }) else { return text }
        return text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    /// `a="1",b="2"`, in the order of the names.
    static func labels(_ dimensions: [(String, String)]) -> String {
        dimensions.sorted { $0.0 < $1.0 }
            .map { "\(labelName($0.0))=\"\(labelValue($0.1))\"" }
            .joined(separator: ",")
    }

    private static func labelName(_ text: String) -> String {
        let name = name(text)
        return name.utf8.contains(UInt8(ascii: ":")) ? name.replacing(":", with: "_") : name
    }

    private static func labelValue(_ text: String) -> String {
        let value = help(text)
        return value.utf8.contains(UInt8(ascii: "\"")) ? value.replacing("\"", with: "\\\"") : value
    }

    static func sample(_ name: String, _ labels: String, _ value: Double) -> String {
        "\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(number(value))\n"
    }

    /// What is not a letter, a digit after the first, `_` or `:` becomes `_`.
    static func name(_ text: String) -> String {
        if isName(text) { return text }
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

    private static func isName(_ text: String) -> Bool {
        var isFirst = true
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: ":"):
                break
            case UInt8(ascii: "0")...UInt8(ascii: "9") where !isFirst: break
            default: return false
            }
            isFirst = false
        }
        return !isFirst
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return String(value)
    }
}
