import API
import ArgumentParser
import EmbeddedServer
import Foundation

/// The tokens that there are, by their ids.
struct TokenListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the tokens, without their secrets (the default command).")

    @Flag(help: "Print one JSON array, an object a token.")
    var json = false

    @OptionGroup var options: TokenFileOptions

    private struct Shown: Encodable {
        var id: String
        var name: String
        var role: AccessRole
        var createdAt: Date

        enum CodingKeys: String, CodingKey {
            case id, name, role
            case createdAt = "created_at"
        }
    }

    func run() async throws {
        let file = try options.file()
        let tokens: [StoredToken]
        do {
            tokens = file.exists ? try file.read() : []
        } catch {
            throw CommandError(access: error)
        }
        if json {
            let shown = tokens.map { Shown(id: $0.id, name: $0.name, role: $0.role, createdAt: $0.createdAt) }
            let text = try WireCoding.encoder().encode(shown)
            return try StandardOutput.write(String(decoding: text, as: UTF8.self) + "\n")
        }
        guard !tokens.isEmpty else {
            return try StandardOutput.write("There is no token. Make one: top5 token create --role ROLE --name NAME\n")
        }
        var table = PlainTable([.left, .left, .left, .left])
        table.add(["ID", "NAME", "ROLE", "CREATED"])
        for token in tokens {
            table.add([token.id, token.name, token.role.rawValue, token.createdAt.formatted(.iso8601)])
        }
        try StandardOutput.write(table.lines.joined(separator: "\n") + "\n")
    }
}
