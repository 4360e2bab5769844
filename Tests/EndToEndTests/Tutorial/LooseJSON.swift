import Foundation

/// JSON as a book shows it: with remarks, a comma too many and numbers that break off.
enum LooseJSON {
    /// nil for what is no JSON even so.
    static func shape(of text: String) -> Shape? {
        let plain =
            text
            .replacing(/(?m)^\s*\/\/.*$/, with: "")
            .replacing(/([0-9])\.\.\./, with: { "\($0.1)" })
            .replacing(/,(\s*[\]}])/, with: { "\($0.1)" })
        return (try? JSONSerialization.jsonObject(with: Data(plain.utf8))).map(Shape.init)
    }
}
