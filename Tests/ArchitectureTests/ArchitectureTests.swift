import Foundation
import TestSupport
import Testing

/// Holds the repository's files to `docs/architecture.md`. One after the other and on a thread of their own: reading
/// all of it takes many seconds, for which the tests beside these would not get theirs.
@Suite(.serialized) struct ArchitectureTests {
    private struct Files: Sendable {
        let swift: [SourceFile]
        let tests: [SourceFile]
        let native: [SourceFile]

        init() throws {
            swift = try SourceFile.all(under: "Sources", extensions: ["swift"])
            tests = try SourceFile.all(under: "Tests", extensions: ["swift"])
            native = try SourceFile.all(under: "Sources/CModules", extensions: ["c", "h"])
        }
    }

    /// Read once, by the first that asks.
    private static let files = Result { try Files() }

    private func check(_ body: @escaping @Sendable (Files) throws -> [Violation]) async throws {
        let violations = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body(Self.files.get()) }) }
        }
        #expect(violations.isEmpty, "\n\(violations.map(\.description).joined(separator: "\n"))")
    }

    @Test func theFilesWereFound() async throws {
        try await check { files in
            #expect(Set(files.swift.compactMap(\.module)) == Set(ImportRules.allowed.keys))
            #expect(files.tests.contains { $0.name == "ArchitectureTests.swift" })
            #expect(files.native.contains { $0.path.hasSuffix("include/CVips.h") })
            return []
        }
    }

    @Test func importsFollowTheTable() async throws {
        try await check { files in
            let old = files.tests.filter { ImportRules.imports(of: $0).contains { $0.module == "XCTest" } }
            return files.swift.flatMap(ImportRules.check)
                + old.map { Violation(path: $0.path, rule: "Swift Testing, not XCTest") }
        }
    }

    @Test func shimHeadersHideTheirLibrary() async throws {
        try await check { files in
            files.native.filter { $0.path.contains("/include/") }.flatMap(SourceRules.checkShimHeader)
        }
    }

    @Test func filesAreShortAndNamedAfterAConcept() async throws {
        try await check { files in
            let all = files.swift + files.tests + files.native
            return all.flatMap(SourceRules.checkSize) + all.flatMap(SourceRules.checkNames)
        }
    }

    @Test func whatTheDashboardShowsIsInItsTable() async throws {
        try await check { $0.swift.flatMap(TextRules.check) }
    }

    @Test func theProductHasNoForbiddenConstruct() async throws {
        try await check { files in files.swift.flatMap(SourceRules.checkWords) }
    }

    @Test func noPathOrHostOfADeveloperIsLeft() async throws {
        try await check { _ in try Self.privacyViolations() }
    }

    private static func privacyViolations() throws -> [Violation] {
        let folders = ["Sources", "Tests", "script", "tools", "docs", "assets"]
        let endings: Set<String> = ["swift", "c", "h", "modulemap", "md", "json", "py", "txt", ""]
        let texts = try folders.flatMap { try SourceFile.all(under: $0, extensions: endings) }
        let single = try ["Package.swift", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".ci/run"].map {
            SourceFile(path: $0, text: try String(contentsOf: Repository.file($0), encoding: .utf8))
        }
        let checked = (texts + single).filter { !$0.path.hasPrefix("Tests/ArchitectureTests/") }
        #expect(checked.contains { $0.path == "script/setup" })
        return checked.flatMap { PrivacyRules.check($0) }
    }
}
