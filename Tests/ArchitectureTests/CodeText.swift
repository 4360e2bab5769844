/// Reads Swift or C far enough to tell code from comments and string literals.
enum CodeText {
    /// The text with comments and the contents of string literals blanked out; line breaks stay where they are.
    static func strip(_ text: String) -> String {
        var scanner = Scanner(rest: Substring(text))
        return scanner.run()
    }

    private struct Scanner {
        var rest: Substring
        var output = ""

        mutating func run() -> String {
            while let character = rest.first {
                if rest.hasPrefix("//") {
                    rest = rest.drop { $0 != "\n" }
                } else if rest.hasPrefix("/*") {
                    skipComment()
                } else if let hashes = openingHashes() {
                    skipString(hashes: hashes)
                } else {
                    take(character)
                }
            }
            return output
        }

        private mutating func take(_ character: Character) {
            output.append(character)
            rest.removeFirst()
        }

        /// Drops one character, but keeps a line break.
        private mutating func blank() {
            if rest.removeFirst() == "\n" { output.append("\n") }
        }

        private mutating func skipComment() {
            var depth = 0
            repeat {
                if rest.hasPrefix("/*") {
                    depth += 1
                    rest.removeFirst(2)
                } else if rest.hasPrefix("*/") {
                    depth -= 1
                    rest.removeFirst(2)
                } else {
                    blank()
                }
            } while depth > 0 && !rest.isEmpty
        }

        /// How many `#` stand before the quote that begins here; nil when no string literal begins here.
        private func openingHashes() -> Int? {
            let hashes = rest.prefix { $0 == "#" }.count
            return rest.dropFirst(hashes).first == "\"" ? hashes : nil
        }

        private mutating func skipString(hashes: Int) {
            let fence = String(repeating: "#", count: hashes)
            rest.removeFirst(hashes)
            let quote = rest.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
            rest.removeFirst(quote.count)
            output += "\"\""
            while !rest.isEmpty && !rest.hasPrefix(quote + fence) {
                if rest.hasPrefix("\\" + fence + "(") {
                    rest.removeFirst(1 + hashes)
                    skipInterpolation()
                } else if rest.hasPrefix("\\" + fence) {
                    rest.removeFirst(1 + hashes)
                    if !rest.isEmpty { blank() }
                } else {
                    blank()
                }
            }
            rest = rest.dropFirst(quote.count + hashes)
        }

        /// An interpolation is code again; strings inside it are skipped by the same rules.
        private mutating func skipInterpolation() {
            var depth = 0
            repeat {
                guard let character = rest.first else { return }
                if let hashes = openingHashes() {
                    skipString(hashes: hashes)
                    continue
                }
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                take(character)
            } while depth > 0
        }
    }
}
