/// Text from outside, made safe for a terminal: an error message may end up on one.
enum PlainText {
    /// Control characters become spaces, and at most 2,000 characters are kept.
    static func of(_ text: String) -> String {
        String(
            text.unicodeScalars.prefix(2_000).map { scalar in
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator, .surrogate: " "
                // Bidirectional overrides would reorder the text around them.
                case .format where scalar.properties.isBidiControl: " "
                default: Character(scalar)
                }
            })
    }
}
