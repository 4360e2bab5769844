import Client
import Foundation
import TUI

/// One entry of `profiles` in the configuration: a service, how to get in, and how it looks.
struct ProfileSettings: Sendable, Equatable, Decodable {
    var name: String
    /// `http(s)://HOST:PORT` or `unix:PATH`.
    var server: String
    /// A file with the token, or the environment variable that holds it.
    var tokenFile: String?
    var tokenVariable: String?
    var caCert: String?
    /// A name or `#rrggbb`.
    var color: Color?
    var isProduction: Bool

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case name, server
        case tokenFile = "token_file"
        case tokenVariable = "token_variable"
        case caCert = "ca_cert"
        case colour, production
    }

    init(name: String, server: String) {
        self.name = name
        self.server = server
        isProduction = false
    }

    init(from decoder: any Decoder) throws {
        // A misspelt `production` must not pass as a service that is none.
        for key in try decoder.container(keyedBy: NamedKey.self).allKeys
        where CodingKeys(rawValue: key.stringValue) == nil {
            let known = CodingKeys.allCases.map(\.rawValue).joined(separator: ", ")
            throw Self.wrong("unknown '\(key.stringValue)'; known are \(known)", decoder)
        }
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        server = try values.decode(String.self, forKey: .server)
        tokenFile = try values.decodeIfPresent(String.self, forKey: .tokenFile)
        tokenVariable = try values.decodeIfPresent(String.self, forKey: .tokenVariable)
        caCert = try values.decodeIfPresent(String.self, forKey: .caCert)
        isProduction = try values.decodeIfPresent(Bool.self, forKey: .production) ?? false
        guard !name.isEmpty, name.count <= 40 else { throw Self.wrong("a name has 1 to 40 characters", decoder) }
        guard tokenFile == nil || tokenVariable == nil else {
            throw Self.wrong("give token_file or token_variable, not both", decoder)
        }
        guard let text = try values.decodeIfPresent(String.self, forKey: .colour) else { return }
        guard let color = Self.color(text) else {
            let names = Self.colors.map(\.name).joined(separator: ", ")
            throw Self.wrong("colour '\(text)' is none of \(names), nor like #ff8800", decoder)
        }
        self.color = color
    }

    private static func wrong(_ text: String, _ decoder: any Decoder) -> DecodingError {
        .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: text + "."))
    }

    private static let colors: [(name: String, color: Color)] = [
        ("red", Color(240, 100, 105)), ("orange", Color(240, 160, 90)), ("yellow", Color(235, 205, 105)),
        ("green", Color(135, 200, 130)), ("cyan", Color(110, 200, 205)), ("blue", Color(120, 165, 250)),
        ("purple", Color(190, 145, 240)), ("pink", Color(240, 150, 195)),
    ]

    static func color(_ text: String) -> Color? {
        if let named = colors.first(where: { $0.name == text.lowercased() }) { return named.color }
        guard text.count == 7, text.hasPrefix("#"), let value = UInt32(text.dropFirst(), radix: 16) else { return nil }
        return Color(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    }

    /// The token is read when the service is first asked, so that a profile that is not used need not be complete.
    /// - Throws: `ClientError.file` for what cannot be read; no message has the token in it.
    func credentials() throws(ClientError) -> ServiceCredentials {
        var token: String?
        if let tokenFile {
            let path = Self.expanded(tokenFile)
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ClientError(.file, "token_file of profile '\(name)': '\(path)' cannot be read.")
            }
            token = text
        } else if let tokenVariable {
            guard let text = ProcessInfo.processInfo.environment[tokenVariable], !text.isEmpty else {
                throw ClientError(.file, "token_variable of profile '\(name)': \(tokenVariable) is not set.")
            }
            token = text
        }
        return try ServiceCredentials(token: token, caCertificate: caCert.map(Self.expanded))
    }

    private static func expanded(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] else { return path }
        return home + path.dropFirst(1)
    }

    var profile: ServiceProfile {
        ServiceProfile(name: name, address: server, color: color, isProduction: isProduction)
    }

    /// - Parameter path: where they were read, as a sentence names it.
    static func check(_ all: [Self], in path: String) throws(CommandError) {
        var names: Set<String> = [ProfileConnections.embedded]
        for settings in all {
            guard names.insert(settings.name).inserted else {
                throw CommandError("There are two profiles named '\(settings.name)' in \(path).", status: 2)
            }
            do {
                _ = try ServiceAddress(settings.server)
            } catch {
                throw CommandError("Profile '\(settings.name)' in \(path): \(error.message)", status: 2)
            }
        }
    }
}
