import Foundation

/// One command as a shell takes it apart: words, quotes, continued lines and remarks; nothing is expanded.
struct ShellLine: Equatable {
    var words: [String]

    static func lines(of text: String) -> [ShellLine] {
        text.replacing("\\\n", with: " ").split(separator: "\n").map { ShellLine(String($0)) }
            .filter { !$0.words.isEmpty }
    }

    init(_ line: String) {
        words = []
        var word: String?
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word?.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == "#", word == nil {
                return
            } else if character.isWhitespace {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
    }

    /// With every text that stands for something of the reader's own replaced.
    func replacing(_ texts: [String: String]) -> ShellLine {
        var line = self
        for (text, own) in texts { line.words = line.words.map { $0.replacing(text, with: own) } }
        return line
    }
}
