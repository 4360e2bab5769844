package import Foundation

/// The built `top5` and the surroundings that keep a test apart from this user's own models and queue.
package enum Top5Program {
    /// Beside the test executable, else in the debug build; nil when it is not built.
    package static let url = [BuiltProduct.executable("top5"), Repository.file(".build/debug/top5")]
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }

    /// The model packages of the repository.
    package static let models = Repository.file("assets/models")

    /// The drawn pictures of the repository, by name.
    package static func sample(_ name: String) -> URL { Repository.file("assets/samples/\(name)") }

    /// Variables under which `top5` sees `home` as the user's home.
    package static func environment(home: URL) -> [String: String] {
        [
            "HOME": home.path, "XDG_DATA_HOME": home.appending(path: "data").path,
            "XDG_STATE_HOME": home.appending(path: "state").path,
            "XDG_CONFIG_HOME": home.appending(path: "config").path, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
        ]
    }

    /// Runs `top5` to its end.
    package static func run(
        _ arguments: [String], home: TemporaryFolder, input: Data = Data(), within limit: Duration = .seconds(60)
    ) async throws -> CommandRun {
        try await CommandRun.of(
            try executable(), arguments, environment: environment(home: home.url), folder: home.url, input: input,
            within: limit)
    }

    /// - Throws: `ChildProcess.Failure` when `top5` is not built.
    package static func executable() throws -> URL {
        guard let url else { throw ChildProcess.Failure("top5 is not built: run `swift build` first") }
        return url
    }
}
