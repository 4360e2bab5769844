import API
import ArgumentParser
import EmbeddedServer

/// The tokens of a service on this machine.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make, list and revoke the tokens that a service asks its callers for.",
        discussion: """
            A service reads the file of tokens again when it changes: a new token counts at once, a revoked one no more. \
            Roles: a viewer reads; a submitter also submits, and acts on jobs of its own name; an operator does everything.
            """,
        subcommands: [TokenCreateCommand.self, TokenListCommand.self, TokenRevokeCommand.self],
        defaultSubcommand: TokenListCommand.self)
}

/// Which file of tokens is meant.
struct TokenFileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The file of tokens (default: tokens.json in the state folder).", valueName: "path"))
    var tokenFile: String?

    @Option(help: "The service's state folder (default: ~/.local/state/top5).")
    var state: String?

    func file() throws(CommandError) -> TokenFile {
        if let tokenFile { return TokenFile(path: tokenFile) }
        return TokenFile(path: try StateFolder(given: state).tokens)
    }
}

extension AccessRole: ExpressibleByArgument {}

extension CommandError {
    /// Of an access error; its cause is for the person who keeps the file.
    init(access error: ServiceError) {
        self.init(
            error.message + (error.cause.map { " (\($0))" } ?? ""), status: error.code == .invalidRequest ? 2 : 1)
    }
}
