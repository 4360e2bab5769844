import Foundation
import TestSupport
import Testing

/// Holds the repository's files to `docs/architecture.md`.
struct ArchitectureTests {
    let swift: [SourceFile]
    let tests: [SourceFile]
    let native: [SourceFile]

    init() throws {
        swift = try SourceFile.all(under: "Sources", extensions: ["swift"])
        tests = try SourceFile.all(under: "Tests", extensions: ["swift"])
        native = try SourceFile.all(under: "Sources/CModules", extensions: ["c", "h"])
    }

    @Test func theFilesWereFound() {
        #expect(Set(swift.compactMap(\.module)) == Set(ImportRules.allowed.keys))
        #expect(tests.contains { $0.name == "ArchitectureTests.swift" })
        #expect(native.contains { $0.path.hasSuffix("include/CVips.h") })
    }

    @Test func importsFollowTheTable() {
        expectNone(swift.flatMap(ImportRules.check))
        let old = tests.filter { ImportRules.imports(of: $0).contains { $0.module == "XCTest" } }
        expectNone(old.map { Violation(path: $0.path, rule: "Swift Testing, not XCTest") })
    }

    @Test func shimHeadersHideTheirLibrary() {
        expectNone(native.filter { $0.path.contains("/include/") }.flatMap(SourceRules.checkShimHeader))
    }

    @Test func filesAreShortAndNamedAfterAConcept() {
        let all = swift + tests + native
        expectNone(all.flatMap(SourceRules.checkSize) + all.flatMap(SourceRules.checkNames))
    }

    @Test func theProductHasNoForbiddenConstruct() {
        expectNone(swift.flatMap(SourceRules.checkWords))
    }

    @Test func noPathOrHostOfADeveloperIsLeft() throws {
        let folders = ["Sources", "Tests", "script", "tools", "docs", "assets"]
        let endings: Set<String> = ["swift", "c", "h", "modulemap", "md", "json", "py", "txt", ""]
        let texts = try folders.flatMap { try SourceFile.all(under: $0, extensions: endings) }
        let single = try ["Package.swift", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".ci/run"].map {
            SourceFile(path: $0, text: try String(contentsOf: Repository.file($0), encoding: .utf8))
        }
        let checked = (texts + single).filter { !$0.path.hasPrefix("Tests/ArchitectureTests/") }
        #expect(checked.contains { $0.path == "script/setup" })
        expectNone(checked.flatMap { PrivacyRules.check($0) })
    }

    private func expectNone(_ violations: [Violation], _ location: SourceLocation = #_sourceLocation) {
        #expect(
            violations.isEmpty, "\n\(violations.map(\.description).joined(separator: "\n"))", sourceLocation: location)
    }
}
