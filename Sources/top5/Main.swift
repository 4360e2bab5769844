import ArgumentParser
import Foundation

@main
enum Main {
    /// Exit statuses: 0 all good, 1 something failed, 2 wrong usage (the parser's own 64 becomes 2).
    static func main() async {
        do {
            var command = try Top5.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as CommandError {
            StandardError.write("top5: \(error.message)\n")
            exit(error.status)
        } catch {
            let status = Top5.exitCode(for: error)
            let text = Top5.fullMessage(for: error)
            if status == .success {
                print(text)
            } else if !text.isEmpty {
                StandardError.write(text + "\n")
            }
            exit(status == .validationFailure ? 2 : status.rawValue)
        }
    }
}
