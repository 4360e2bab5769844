import ArgumentParser
import EmbeddedServer

/// Makes tokens count no more.
struct TokenRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Revoke a token by its id, or all of a name; running services notice at once.")

    @Argument(help: "An id or a name, as `top5 token list` shows them.")
    var token: String

    @OptionGroup var options: TokenFileOptions

    func run() async throws {
        let file = try options.file()
        guard file.exists else {
            throw CommandError("There is no file of tokens at '\(file.path)', so there is none to revoke.")
        }
        let revoked: [StoredToken]
        do throws(ServiceError) {
            revoked = try file.update { tokens throws(ServiceError) in
                let meant = tokens.filter { $0.id == token || $0.name == token }
                tokens.removeAll { $0.id == token || $0.name == token }
                return meant
            }
        } catch {
            throw CommandError(access: error)
        }
        guard !revoked.isEmpty else {
            throw CommandError("No token has the id or the name '\(token)'; see `top5 token list`.")
        }
        try StandardOutput.write(
            revoked.map { "Revoked the \($0.role.rawValue)'s token \($0.id) of '\($0.name)'.\n" }.joined())
    }
}
