import ArgumentParser
import EmbeddedServer
import TUI

/// Makes a token and shows it, once.
struct TokenCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a token and print it; it is not kept, only its hash is.")

    @Option(help: "viewer, submitter or operator.")
    var role: AccessRole

    @Option(help: "What its jobs are listed under: letters, digits and . _ - @, at most 64.")
    var name: String

    @OptionGroup var options: TokenFileOptions

    func run() async throws {
        let file = try options.file()
        let isFirst = !file.exists
        let token = AccessToken.make()
        let namesakes: Int
        do throws(ServiceError) {
            let stored = try StoredToken(token, name: name, role: role)
            namesakes = try file.update { tokens throws(ServiceError) in
                tokens.append(stored)
                return tokens.count { $0.name == name }
            }
        } catch {
            throw CommandError(access: error)
        }
        try StandardOutput.write("\(token.text)\n")
        var notes = [
            "Made \(role.withArticle)'s token \(token.id) for '\(name)'. This is the only time that it is shown."
        ]
        if namesakes > 1 { notes.append("There are now \(namesakes) tokens of this name: they share their jobs.") }
        if isFirst {
            notes.append(
                "'\(ShownText.sanitise(file.path))' is new: a service that runs already asks for no token until it is "
                    + "started again.")
        }
        StandardError.write(notes.map { "top5: \($0)\n" }.joined())
    }
}
