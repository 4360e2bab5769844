/// Reads a configuration file. A line that can't be read is a problem of its own and does not hide the others.
struct ConfigParser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1

    init(_ text: String) {
        // A byte order mark is what some editors begin a file with.
        scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
    }

    mutating func parse(into document: inout ConfigDocument) {
        while index < scalars.count {
            let start = line
            do throws(ConfigProblem) {
                try parseLine(into: &document, at: start)
            } catch {
                document.problems.append(error)
                skipToLineEnd()
            }
        }
    }

    private mutating func parseLine(into document: inout ConfigDocument, at start: Int) throws(ConfigProblem) {
        skipBlanks()
        switch peek {
        case nil: return
        case "\n": advance()
        case "#": skipToLineEnd()
        case "[":
            advance()
            let name = try parseName(until: "]")
            if let other = document.sections.first(where: { $0.name == name }), !name.isEmpty {
                throw problem(Strings.sectionTwice(ConfigDocument.heading(name), line: other.line), at: start)
            }
            try endLine()
            document.sections.append(ConfigDocument.Section(name: name, line: start))
        default:
            let key = try parseKey()
            skipBlanks()
            guard peek == "=" else { throw problem(Strings.missingEquals(key)) }
            advance()
            let value = try parseValue()
            let last = document.sections.count - 1
            if let other = document.sections[last].entries.first(where: { $0.key == key }) {
                throw problem(Strings.keyTwice(key, line: other.line), at: start)
            }
            try endLine()
            document.sections[last].entries.append(ConfigDocument.Entry(key: key, value: value, line: start))
        }
    }

    private mutating func parseName(until end: Unicode.Scalar) throws(ConfigProblem) -> [String] {
        var name: [String] = []
        while true {
            skipBlanks()
            name.append(try parseKey())
            skipBlanks()
            if peek == end {
                advance()
                return name
            }
            guard peek == "." else { throw problem(Strings.badHeading) }
            advance()
        }
    }

    private mutating func parseKey() throws(ConfigProblem) -> String {
        if peek == "\"" || peek == "'" { return try parseString() }
        var key = ""
        while let scalar = peek,
            scalar == "-" || scalar == "_" || (scalar.isASCII && scalar.properties.isAlphabetic)
                || ("0"..."9").contains(scalar)
        {
            key.unicodeScalars.append(scalar)
            advance()
        }
        guard !key.isEmpty else { throw problem(Strings.noKey(found)) }
        return key
    }

    private mutating func parseValue() throws(ConfigProblem) -> ConfigValue {
        skipBlanks()
        switch peek {
        case "\"", "'": return .string(try parseString())
        case "[": return try parseList()
        case nil, "\n", "#": throw problem(Strings.missingValue)
        default:
            var word = ""
            while let scalar = peek, !" \t\n,]#".unicodeScalars.contains(scalar), scalar != "\r" {
                word.unicodeScalars.append(scalar)
                advance()
            }
            switch word {
            case "true": return .toggle(true)
            case "false": return .toggle(false)
            default:
                guard let number = Int(word.replacing("_", with: "")) else { throw problem(Strings.badValue(word)) }
                return .number(number)
            }
        }
    }

    /// A list may go over several lines and end with a comma.
    private mutating func parseList() throws(ConfigProblem) -> ConfigValue {
        let start = line
        advance()
        var values: [ConfigValue] = []
        while true {
            skipBlanksAndLines()
            if peek == "]" { break }
            guard peek != nil, peek != "=" else { throw problem(Strings.openList, at: start) }
            values.append(try parseValue())
            skipBlanksAndLines()
            if peek == "]" { break }
            guard peek == "," else { throw problem(Strings.openList, at: start) }
            advance()
        }
        advance()
        return .list(values)
    }

    private mutating func parseString() throws(ConfigProblem) -> String {
        let quote = peek
        advance()
        var text = ""
        while let scalar = peek, scalar != "\n" {
            advance()
            if scalar == quote { return text }
            guard scalar == "\\", quote == "\"" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            text.unicodeScalars.append(try parseEscape())
        }
        throw problem(Strings.openString)
    }

    private mutating func parseEscape() throws(ConfigProblem) -> Unicode.Scalar {
        guard let scalar = peek else { throw problem(Strings.openString) }
        advance()
        switch scalar {
        case "\"", "\\": return scalar
        case "n": return "\n"
        case "t": return "\t"
        case "u":
            let digits = scalars[index...].prefix(4).reduce(into: "") { $0.unicodeScalars.append($1) }
            if digits.count == 4, let value = UInt32(digits, radix: 16), let result = Unicode.Scalar(value) {
                index += 4
                return result
            }
        default: break
        }
        throw problem(Strings.badEscape(String(scalar)))
    }

    /// Behind a value only a comment may follow.
    private mutating func endLine() throws(ConfigProblem) {
        skipBlanks()
        switch peek {
        case nil: return
        case "#": skipToLineEnd()
        case "\n": advance()
        default: throw problem(Strings.restOfLine(found))
        }
    }
}

extension ConfigParser {
    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func advance() {
        if peek == "\n" { line += 1 }
        index += 1
    }

    private mutating func skipBlanks() {
        while let scalar = peek, scalar == " " || scalar == "\t" || scalar == "\r" { index += 1 }
    }

    private mutating func skipBlanksAndLines() {
        while true {
            skipBlanks()
            guard peek == "\n" || peek == "#" else { return }
            skipToLineEnd()
        }
    }

    private mutating func skipToLineEnd() {
        while let scalar = peek, scalar != "\n" { index += 1 }
        if peek != nil { advance() }
    }

    /// The word at which reading stopped.
    private var found: String {
        let word = scalars[min(index, scalars.count)...].prefix(20).prefix { $0 != "\n" && $0 != "\r" }
        return String(String.UnicodeScalarView(word))
    }

    private func problem(_ message: String, at line: Int? = nil) -> ConfigProblem {
        ConfigProblem(line: line ?? self.line, message)
    }
}
