import ArgumentParser
import Client
import Foundation
import Inference

/// Fetches models of the catalogue.
struct ModelsPullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Fetch models of the catalogue; a download that was cut goes on where it stopped.",
        discussion: """
            A model counts only with the size and the SHA-256 sum of the catalogue, and appears at once, whole. The \
            variables http_proxy, https_proxy and no_proxy are followed.
            """)

    @Argument(help: "Names of the catalogue: see top5 models list --all.")
    var names: [String]

    @Option(help: "Another catalogue file.")
    var catalog: String?

    @Option(name: .customLong("time"), help: "Seconds for everything; what came is kept for the next try.")
    var seconds: Double?

    @Flag(help: "For scripts that start top5: silent if it is here, and no new try within a day of one that failed.")
    var once = false

    @Option(help: "Install into this folder instead of the user's.")
    var models: String?

    func validate() throws {
        guard !names.isEmpty else { throw ValidationError("Name a model: see top5 models list --all.") }
        for name in names where !ModelManifest.isPlainName(name) {
            throw ValidationError("'\(name)' is no name of a model: see top5 models list --all.")
        }
        if let seconds, !(seconds > 0 && seconds <= 86_400) {
            throw ValidationError("--time is \(seconds); it must be more than 0, and 86400 (a day) at most.")
        }
        if models == "" { throw ValidationError("--models is empty; give a folder.") }
    }

    func run() async throws {
        let catalog = try ModelFolders.catalog(given: catalog)
        let entries = try names.map { name throws(CommandError) in
            do throws(InferenceError) {
                return try catalog.entry(name)
            } catch {
                throw CommandError(error)
            }
        }
        let target = models.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? ModelFolders.user
        let end = seconds.map { ContinuousClock.now + .seconds($0) }
        var failed = 0
        for entry in entries {
            let pull = ModelPull(entry: entry, target: target, end: end, seconds: seconds, isOnce: once)
            do throws(CommandError) {
                try await pull.run()
            } catch {
                failed += 1
                // The last one's error is the process's own.
                if entries.count == 1 { throw error }
                StandardError.write("top5: \(error.message)\n")
            }
        }
        if failed > 0 { throw CommandError("\(failed) of \(entries.count) models were not fetched.") }
    }
}
