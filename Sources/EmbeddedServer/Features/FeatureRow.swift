import Foundation

/// A JSON list as the row that NumPy and scikit-learn make of it in the tutorial's service:
/// `np.array(features).reshape(1, -1)`, and the checks of `predict`; their words where they refuse it.
enum FeatureRow {
    /// Why there is no row, as Python says it.
    struct Refusal: Error, Equatable {
        let message: String

        init(_ message: String) { self.message = message }
    }

    /// - Parameters:
    ///   - count: numbers that the model takes.
    ///   - model: who refuses another count, in a message.
    static func numbers(_ features: [JSONValue], count: Int, model: String) throws(Refusal) -> [Double] {
        let values = try flat(features)
        let kinds = Set(values.map(kind))
        // NumPy makes texts of everything in a list with a text, unless there is what only fits an array of objects.
        if kinds.contains(.text) && !kinds.contains(.object) {
            throw Refusal(
                """
                dtype='numeric' is not compatible with arrays of bytes/strings.Convert your data to numeric values \
                explicitly instead.
                """)
        }
        var row: [Double] = []
        for value in values { row.append(try float(value)) }
        guard !row.isEmpty else {
            throw Refusal("Found array with 0 feature(s) (shape=(1, 0)) while a minimum of 1 is required by \(model).")
        }
        // The rest of scikit-learn's text recommends other estimators.
        if row.contains(where: \.isNaN) { throw Refusal("Input X contains NaN.") }
        if row.contains(where: \.isInfinite) {
            throw Refusal("Input X contains infinity or a value too large for dtype('float64').")
        }
        guard row.count == count else {
            throw Refusal("X has \(row.count) features, but \(model) is expecting \(count) features as input.")
        }
        return row
    }

    /// The values of a list of lists of one shape, however deep, in order.
    private static func flat(_ features: [JSONValue]) throws(Refusal) -> [JSONValue] {
        var shape = [features.count]
        var level = features
        while level.contains(where: { $0.list != nil }) {
            let lists = level.compactMap(\.list)
            guard lists.count == level.count, let length = lists.first?.count, lists.allSatisfy({ $0.count == length })
            else {
                let shown = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
                throw Refusal(
                    """
                    setting an array element with a sequence. The requested array has an inhomogeneous shape after \
                    \(shape.count) dimensions. The detected shape was (\(shown)) + inhomogeneous part.
                    """)
            }
            shape.append(length)
            level = lists.flatMap { $0 }
        }
        return level
    }

    private enum Kind { case number, text, object }

    private static func kind(_ value: JSONValue) -> Kind {
        switch value {
        case .string: .text
        case .bool, .number: .number
        case .integer(let digits): Int64(digits) != nil || UInt64(digits) != nil ? .number : .object
        case .null, .array, .object: .object
        }
    }

    /// Python's `float(value)`, but NumPy's NaN for none.
    private static func float(_ value: JSONValue) throws(Refusal) -> Double {
        switch value {
        case .null: return .nan
        case .bool(let truth): return truth ? 1 : 0
        case .number(let number): return number
        case .integer(let digits):
            guard let number = Double(digits), number.isFinite else {
                throw Refusal("int too large to convert to float")
            }
            return number
        case .string(let text):
            let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
            let isPlain = trimmed.wholeMatch(of: /[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?/) != nil
            guard isPlain, let number = Double(trimmed) else {
                throw Refusal("could not convert string to float: \(quoted(text))")
            }
            return number
        case .array, .object:
            throw Refusal("float() argument must be a string or a real number, not '\(value.typeName)'")
        }
    }

    /// Between the quotes that Python's `repr` takes.
    private static func quoted(_ text: String) -> String {
        let quote = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        let inner = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\r", with: "\\r")
            .replacing("\t", with: "\\t")
        return quote + (quote == "'" ? inner.replacing("'", with: "\\'") : inner) + quote
    }
}

extension JSONValue {
    fileprivate var list: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }
}
