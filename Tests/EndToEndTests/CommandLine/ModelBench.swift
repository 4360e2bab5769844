import Foundation
import TestSupport
import Testing

/// A home of its own, small models, and a server to fetch them from.
struct ModelBench {
    let home: TemporaryFolder
    let server: FilesOverHTTP

    static let fixtures = Repository.file("Tests/InferenceTests/Fixtures/models")

    init() throws {
        home = try TemporaryFolder("models")
        let served = home.file("served")
        try FileManager.default.createDirectory(at: served, withIntermediateDirectories: true)
        for file in ["colours.onnx", "labels.txt"] {
            try FileManager.default.copyItem(
                at: Self.fixtures.appending(path: "colours/\(file)"), to: served.appending(path: file))
        }
        server = try FilesOverHTTP(folder: served)
    }

    /// The user's folder of packages.
    var models: URL { home.file("data/top5/models") }
    var package: URL { models.appending(path: "colours@1") }
    var part: URL { models.appending(path: ".pull-colours@1/colours.onnx.part") }

    /// What lies in the user's folder.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: models.path)) ?? []).sorted()
    }

    var environment: [String: String] {
        Top5Program.environment(home: home.url).merging(
            ["XDG_CACHE_HOME": home.file("cache").path, "no_proxy": "127.0.0.1"]) { $1 }
    }

    func models(_ arguments: [String], input: Data = Data()) async throws -> CommandRun {
        try await CommandRun.of(
            Top5Program.executable(), ["models"] + arguments, environment: environment, folder: home.url, input: input)
    }

    /// - Parameter path: of the model on the server. - sum: instead of the right one.
    func pullArguments(_ path: String = "colours.onnx", sum: String? = nil) throws -> [String] {
        let json = try Data(contentsOf: Self.fixtures.appending(path: "colours/model.json"))
        var package = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        if let sum { package["sha256"] = sum }
        let entry: [String: Any] = [
            "name": "colours", "title": "Colours", "url": server.url(path), "sha256": package["sha256"] ?? "",
            "bytes": package["bytes"] ?? 0, "labels_url": server.url("labels.txt"),
            // By sha256sum.
            "labels_sha256": "9fec8b87d457cdab76088586670cbcc3b6f5f39ef95b320c07f4ec2b539c2be4", "license": "MIT",
            "package": package,
        ]
        let file = home.file("catalog-\(UUID().uuidString).json")
        try JSONSerialization.data(withJSONObject: [entry]).write(to: file)
        return ["pull", "--catalog", file.path, "colours"]
    }

    func expectThePackage(at location: SourceLocation = #_sourceLocation) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: package.path)
        #expect(files.sorted() == ["colours.onnx", "labels.txt", "model.json"], sourceLocation: location)
        #expect(
            FileManager.default.contentsEqual(
                atPath: package.appending(path: "colours.onnx").path,
                andPath: Self.fixtures.appending(path: "colours/colours.onnx").path), sourceLocation: location)
        #expect(names == ["colours@1"], "nothing else is left", sourceLocation: location)
    }
}
