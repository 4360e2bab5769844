import Foundation
import TestSupport
import Testing

extension InAShell {
    /// `script/fetch-model` installs a whole package with the right sums, or nothing.
    struct ModelFetchTests {
        private let home: TemporaryFolder
        private let server: FilesOverHTTP
        private var package: URL { home.file("data/top5/models/small") }
        private var note: URL { home.file("cache/top5/fetch-small-failed") }

        /// SHA-256 of "weights" and of "cat\ndog\n", by sha256sum.
        private static let weightsSum = "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c"
        private static let labelsSum = "f641fdcd8af73b2f6334ab63c13d2eb857cd16f2aa4ea0ba20ba0eb9627918b5"

        init() throws {
            home = try TemporaryFolder("home")
            try Data("weights".utf8).write(to: home.file("weights"))
            try Data("cat\ndog\n".utf8).write(to: home.file("labels"))
            server = try FilesOverHTTP(folder: home.url)
        }

        private func fetch(
            _ path: String = "weights", sum: String = Self.weightsSum, labelsSum: String = Self.labelsSum,
            once: Bool = true
        ) async throws -> Script {
            let catalog = """
                [{"name": "small", "url": "\(server.url(path))", "sha256": "\(sum)",
                  "labels_url": "\(server.url("labels"))", "labels_sha256": "\(labelsSum)",
                  "package": {"name": "small", "file": "small.onnx", "labels": "labels.txt"}}]
                """
            try Data(catalog.utf8).write(to: home.file("catalog.json"))
            return try await Script.run(
                "script/fetch-model", (once ? ["--once"] : []) + ["small"],
                environment: [
                    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home.url.path,
                    "XDG_DATA_HOME": home.file("data").path, "XDG_CACHE_HOME": home.file("cache").path,
                    "TOP5_CATALOG": home.file("catalog.json").path, "TOP5_FETCH_SECONDS": "1",
                    "no_proxy": "127.0.0.1",
                ])
        }

        private func expectNothingInstalled() {
            let left = try? FileManager.default.contentsOfDirectory(atPath: home.file("data/top5").path)
            #expect(!FileManager.default.fileExists(atPath: package.path))
            #expect((left ?? []).filter { $0 != "models" } == [])
        }

        @Test func aFineDownloadBecomesAPackage() async throws {
            let script = try await fetch()
            #expect(script.status == 0, "\(script.complaints)")
            let files = try FileManager.default.contentsOfDirectory(atPath: package.path).sorted()
            #expect(files == ["labels.txt", "model.json", "small.onnx"])
            #expect(try String(contentsOf: package.appending(path: "small.onnx"), encoding: .utf8) == "weights")
            #expect(try String(contentsOf: package.appending(path: "labels.txt"), encoding: .utf8) == "cat\ndog\n")
            let again = try await fetch("nowhere")
            #expect(
                again.status == 0 && again.complaints == "", "what is there is not fetched again: \(again.complaints)")
        }

        @Test(arguments: ["nowhere", "cut/weights", "slow/weights"])
        func aFailedDownloadLeavesNothing(path: String) async throws {
            let start = ContinuousClock.now
            let script = try await fetch(path)
            #expect(script.status == 1)
            #expect(ContinuousClock.now - start < .seconds(15))
            #expect(script.complaintLines.count == 2, "\(script.complaints)")
            #expect(script.complaints.contains("uses its bundled model"))
            expectNothingInstalled()
        }

        @Test func aWrongSumIsRefused() async throws {
            let wrong = String(repeating: "0", count: 64)
            #expect(try await fetch(sum: wrong, once: false).complaints.contains("000000000000"))
            expectNothingInstalled()
            #expect(try await fetch(labelsSum: wrong, once: false).complaints.contains("/labels has SHA-256"))
            expectNothingInstalled()
        }

        @Test func aFailedTryIsRepeatedAfterADay() async throws {
            #expect(try await fetch("nowhere").status == 1)
            let soon = try await fetch()
            #expect(soon.status == 0 && soon.complaintLines.count == 1, "\(soon.complaints)")
            expectNothingInstalled()
            let yesterday = Date.now.addingTimeInterval(-25 * 60 * 60)
            try FileManager.default.setAttributes([.modificationDate: yesterday], ofItemAtPath: note.path)
            #expect(try await fetch().complaints.contains("small is in"))
            #expect(FileManager.default.fileExists(atPath: package.path))
            #expect(!FileManager.default.fileExists(atPath: note.path))
        }

        @Test func askedForByHandItTriesAtOnce() async throws {
            #expect(try await fetch("nowhere").status == 1)
            #expect(try await fetch(once: false).status == 0)
            #expect(FileManager.default.fileExists(atPath: package.path))
        }

        @Test func theRealCatalogueHasAWholeEntryForTheStrongerModel() throws {
            struct Entry: Decodable {
                struct Package: Decodable {
                    var name: String
                    var file: String
                    var sha256: String
                    var labels: String
                }
                var name: String
                var url: String
                var sha256: String
                var labelsURL: String?
                var labelsSHA256: String?
                var package: Package

                enum CodingKeys: String, CodingKey {
                    case name, url, sha256, package
                    case labelsURL = "labels_url"
                    case labelsSHA256 = "labels_sha256"
                }
            }
            let data = try Data(contentsOf: Repository.file("assets/catalog.json"))
            let entry = try #require(
                try JSONDecoder().decode([Entry].self, from: data).first { $0.name == "mobilenet-v2" })
            #expect(entry.url.hasPrefix("https://") && entry.sha256.count == 64)
            #expect(entry.labelsURL?.hasPrefix("https://") == true && entry.labelsSHA256?.count == 64)
            #expect(entry.package.name == entry.name && entry.package.sha256 == entry.sha256)
        }
    }
}
