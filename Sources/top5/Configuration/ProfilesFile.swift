import Foundation

/// `$XDG_CONFIG_HOME/top5/profiles.json`: one object, of which each part of the program reads its own key.
struct ProfilesFile: Sendable {
    let path: String
    private let text: Data?

    /// A file that is not there is an empty one.
    /// - Throws: `CommandError` for one that cannot be read.
    init(folder: URL = XDG.folder("XDG_CONFIG_HOME", fallback: ".config")) throws(CommandError) {
        let url = folder.appending(path: "top5/profiles.json")
        path = url.path
        guard FileManager.default.fileExists(atPath: path) else {
            text = nil
            return
        }
        do {
            text = try Data(contentsOf: url)
        } catch {
            throw CommandError("The profiles '\(path)' cannot be read: \(error.localizedDescription).", status: 2)
        }
    }

    /// The value under a key; nil where the file or the key is missing.
    /// - Throws: `CommandError` that says what is wrong, and where.
    func value<Value: Decodable>(_ type: Value.Type, under key: String) throws(CommandError) -> Value? {
        guard let text else { return nil }
        do {
            return try JSONDecoder().decode(Part<Value>.self, from: text, configuration: key).value
        } catch let error as DecodingError {
            throw CommandError("The profiles '\(path)' is wrong: \(Self.reason(error))", status: 2)
        } catch {
            throw CommandError("The profiles '\(path)' is wrong: \(error)", status: 2)
        }
    }

    private struct Part<Value: Decodable>: DecodableWithConfiguration {
        let value: Value?

        init(from decoder: any Decoder, configuration key: String) throws {
            value = try decoder.container(keyedBy: NamedKey.self).decodeIfPresent(Value.self, forKey: NamedKey(key))
        }
    }

    static func reason(_ error: DecodingError) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.map { $0.intValue.map { "entry \($0 + 1)" } ?? "'\($0.stringValue)'" }.joined(separator: ", ")
        }
        switch error {
        case .keyNotFound(let key, let context):
            let path = place(context.codingPath)
            return path.isEmpty ? "there is no '\(key.stringValue)'." : "\(path) has no '\(key.stringValue)'."
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let path = place(context.codingPath)
            return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
        @unknown default: return "\(error)"
        }
    }
}

/// A key by its name.
struct NamedKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
