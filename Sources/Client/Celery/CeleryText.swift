/// Texts of tasks, cut to what a line and a screen can show.
enum CeleryText {
    private static let mostOfName = 120
    private static let mostOfResult = 2_000
    /// Characters of a traceback that are kept: its end, where the cause stands.
    private static let mostOfTraceback = 4_000

    /// `tasks.add(1, 2, key='value')`, from the representations that Celery sends.
    static func call(_ name: String, _ args: String?, _ kwargs: String?) -> String {
        var inner = args ?? ""
        if inner.hasPrefix("("), inner.hasSuffix(")") { inner = String(inner.dropFirst().dropLast()) }
        if inner.hasPrefix("["), inner.hasSuffix("]") { inner = String(inner.dropFirst().dropLast()) }
        if inner.hasSuffix(",") { inner.removeLast() }
        if let kwargs, kwargs != "{}", !kwargs.isEmpty { inner += inner.isEmpty ? "**\(kwargs)" : ", **\(kwargs)" }
        return cut(PlainText.of("\(name)(\(inner))"), to: mostOfName)
    }

    static func result(_ text: String) -> String { cut(PlainText.of(text), to: mostOfResult) }

    /// Keeps its lines.
    static func traceback(_ text: String) -> String {
        let end = text.count > mostOfTraceback ? "…" + text.suffix(mostOfTraceback) : text
        return end.split(separator: "\n").map { PlainText.of(String($0)) }.joined(separator: "\n")
    }

    private static func cut(_ text: String, to most: Int) -> String {
        text.count > most ? text.prefix(most - 1) + "…" : text
    }
}
