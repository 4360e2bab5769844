import ArgumentParser
import Foundation
import Glibc
import Inference
import TUI

@main
enum Main {
    /// Exit statuses: 0 all good, 1 something failed, 2 wrong usage (the parser's own 64 becomes 2).
    static func main() async {
        Allocator.limitHeaps()
        do {
            var command = try Top5.parseAsRoot()
            // Not what measures others: the programs that it starts would inherit it.
            if command is ServeCommand || command is DashboardCommand { ThreadTurn.answer() }
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            leave(0)
        } catch let error as CommandError {
            StandardError.write("top5: \(ShownText.sanitise(error.message))\n")
            leave(error.status)
        } catch {
            let status = Top5.exitCode(for: error)
            let text = Top5.fullMessage(for: error)
            if status == .success {
                print(text)
            } else if !text.isEmpty {
                StandardError.write(text + "\n")
            }
            leave(status == .validationFailure ? 2 : status.rawValue)
        }
    }

    /// Ends the process without the C library's exit handlers: they unload OpenVINO's plugins while its threads still
    /// run, which crashed 1 run of `classify` in about 50 under load. Everything of ours is closed by now.
    private static func leave(_ status: Int32) -> Never {
        fflush(nil)
        _exit(status)
    }
}
