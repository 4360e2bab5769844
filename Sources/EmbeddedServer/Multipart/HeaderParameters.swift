/// The parameters of a header value like `form-data; name="image"; filename="cat.jpg"` (RFC 6266, RFC 7578).
struct HeaderParameters {
    /// The value before the first semicolon, lower case.
    let value: String
    /// Names lower case; quotes taken off, `\"` and `%22` undone (browsers write either).
    let parameters: [String: String]

    /// Whether the value is a content type of JSON: `application/json`, or one that ends in `+json`.
    var isJSON: Bool {
        value == "application/json" || value.hasPrefix("application/") && value.hasSuffix("+json")
    }

    /// Of a form with parts; nil for any other content.
    var boundary: String? { value == "multipart/form-data" ? parameters["boundary"] : nil }

    init(_ text: String) {
        var parameters: [String: String] = [:]
        var pieces: [String] = [""]
        var quoted = false
        var escaped = false
        for character in text {
            if escaped {
                pieces[pieces.count - 1].append(character)
                escaped = false
            } else if quoted, character == "\\" {
                escaped = true
            } else if character == "\"" {
                quoted.toggle()
            } else if character == ";", !quoted {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
        }
        for piece in pieces.dropFirst() {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            let name = piece[..<equals].filter { $0 != " " && $0 != "\t" }.lowercased()
            parameters[name] = String(piece[piece.index(after: equals)...]).replacing("%22", with: "\"")
        }
        value = pieces[0].filter { $0 != " " && $0 != "\t" }.lowercased()
        self.parameters = parameters
    }
}
