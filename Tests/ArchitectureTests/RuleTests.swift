import Foundation
import Testing

/// Shows that each rule finds what it forbids, and lets pass what it allows.
struct RuleTests {
    private static func file(_ path: String, _ text: String) -> SourceFile { SourceFile(path: path, text: text) }

    @Test(arguments: [
        ("Sources/API/Job.swift", "import Jobs", "API may not import Jobs"),
        ("Sources/TUI/Views/Header.swift", "import EmbeddedServer", "TUI may not import EmbeddedServer"),
        ("Sources/TUI/Dashboard.swift", "@preconcurrency import Inference", "TUI may not import Inference"),
        ("Sources/Client/A.swift", "package import Jobs", "Client may not import Jobs"),
        ("Sources/Jobs/A.swift", "internal import struct Hummingbird.Router", "Jobs may not import Hummingbird"),
        ("Sources/Inference/A.swift", "import Foundation; import API", "Inference may not import API"),
        ("Sources/EmbeddedServer/A.swift", "  @testable  import   Client", "EmbeddedServer may not import Client"),
        ("Sources/top5/A.swift", "import GRDB", "top5 may not import GRDB"),
        ("Sources/top5/A.swift", "/* old */ private import class CVips.Image", "top5 may not import CVips"),
        ("Sources/Inference/Labels.swift", "import CVips", "CVips is imported in Sources/Inference/Vips/ only"),
        (
            "Sources/Inference/Vips/A.swift", "import COpenVINO",
            "COpenVINO is imported in Sources/Inference/OpenVINO/ only"
        ),
        ("Sources/TUI/Screen/A.swift", "import CNcurses", "CNcurses is imported in Sources/TUI/Terminal/ only"),
        ("Sources/TUI/Terminal/A.swift", "import CChafa", "CChafa is imported in Sources/TUI/Preview/ only"),
        ("Sources/Jobs/Memory/A.swift", "import GRDB", "GRDB is imported in Sources/Jobs/SQLite/ only"),
        ("Sources/New/A.swift", "", "module New is not in the import table"),
    ])
    func aForbiddenImportIsFound(path: String, text: String, rule: String) {
        #expect(ImportRules.check(Self.file(path, text)).map(\.rule) == [rule])
    }

    @Test(arguments: [
        ("Sources/TUI/Dashboard.swift", "import API\npackage import Client\nimport Foundation"),
        ("Sources/Inference/Vips/A.swift", "@preconcurrency import Glibc\nimport CVips"),
        ("Sources/Jobs/SQLite/A.swift", "package import GRDB"),
        ("Sources/API/A.swift", "// import Jobs\n/* import\nimport Jobs */\nlet a = \"\"\"\nimport Jobs\n\"\"\""),
        ("Sources/API/A.swift", "let importer = importModule(Jobs)"),
    ])
    func anAllowedImportPasses(path: String, text: String) {
        #expect(ImportRules.check(Self.file(path, text)) == [])
    }

    @Test func aViolationNamesItsLine() {
        let found = ImportRules.check(
            Self.file("Sources/API/A.swift", "/* one\ntwo */\nimport Foundation\nimport TUI\n"))
        #expect(found.map(\.description) == ["Sources/API/A.swift:4: API may not import TUI"])
    }

    @Test(arguments: [
        "public struct A {}", "open class A {}", "let a = try! b()", "let a = b as! C", "fatalError(\"no\")",
        "Task.detached { }", "Task . detached { }", "let a = \"\\(try! b())\"", "// TODO: finish", "/* FIXME */",
        "final class A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 0",
        "// A reason too far above.\n\n\n\n\nnonisolated(unsafe) var a = 0",
    ])
    func aForbiddenConstructIsFound(text: String) {
        #expect(SourceRules.checkWords(Self.file("Sources/API/A.swift", text)).count == 1)
    }

    @Test(arguments: [
        "// public, try! and fatalError are named in a comment", "let a = \"try! as! public fatalError(\"",
        "let a = #\"say \"public\" \\(try! b())\"#", "let a = \"\"\"\n  Task.detached \"as!\"\n  \"\"\"",
        "/* outer /* inner try! */ still a comment as! */ let a = 1", "let publicKey = republic.opening",
        "if a != b, let c = try? d as? E {}", "/// Guarded by its lock.\nfinal class A: @unchecked Sendable {}",
        "nonisolated(unsafe) var a = 0  // Written once, before the first thread.",
    ])
    func anAllowedConstructPasses(text: String) {
        #expect(SourceRules.checkWords(Self.file("Sources/API/A.swift", text)) == [])
    }

    @Test(arguments: [
        "Sources/API/Utils/A.swift", "Sources/API/StringUtils.swift", "Sources/Jobs/JobManager.swift",
        "Sources/Jobs/Helpers.swift", "Sources/Jobs/Common/A.swift", "Sources/TUI/Extensions/A+b.swift",
        "Tests/TUITests/ScreenHelper.swift", "Sources/CModules/CVips/util.c",
    ])
    func anEmptyNameIsFound(path: String) {
        #expect(SourceRules.checkNames(Self.file(path, "")).count == 1)
    }

    @Test(arguments: ["Sources/API/Job.swift", "Sources/Jobs/Queue/JobQueue+claim.swift", "Tests/TestSupport/A.swift"])
    func aNameThatSaysSomethingPasses(path: String) {
        #expect(SourceRules.checkNames(Self.file(path, "")) == [])
    }

    @Test func aLongFileIsFound() {
        let line = "let a = 1\n"
        #expect(SourceRules.checkSize(Self.file("a", String(repeating: line, count: 400))) == [])
        #expect(SourceRules.checkSize(Self.file("a", String(repeating: line, count: 401))).count == 1)
    }

    @Test func aLibraryInAShimHeaderIsFound() {
        let bad = Self.file("h", "#include <stdint.h>\n#  include <vips/vips.h>\n#include \"openvino/c/openvino.h\"\n")
        #expect(SourceRules.checkShimHeader(bad).map(\.line) == [2, 3])
        #expect(SourceRules.checkShimHeader(Self.file("h", "#include <stddef.h>\n")) == [])
    }

    @Test(arguments: [
        "see /home/ada/top5/a.swift", "open(\"/Users/ada/x\")", "cd /root/top5", "https://registry.example.internal/x",
        "http://10.1.2.3:8080/", "http://192.168.0.7/", "http://172.20.1.1/", "at /srv/clone/top5/Sources",
    ])
    func aPrivatePlaceIsFound(text: String) {
        #expect(PrivacyRules.check(Self.file("docs/a.md", text), checkout: URL(filePath: "/srv/clone/top5")).count == 1)
    }

    @Test(arguments: [
        "~/.local/share/top5", "http://127.0.0.1:8080/", "https://www.swift.org/install/linux", "docs/root/a",
        "/usr/share/fonts", "version 10.1.2.3", "assets/home/x/", "/home/me/photos",
    ])
    func aCommonPlacePasses(text: String) {
        #expect(PrivacyRules.check(Self.file("docs/a.md", text), checkout: URL(filePath: "/srv/clone/top5")) == [])
    }

    @Test(arguments: [
        "let a = Line(\"succeeded\", theme.good)", "say(\"\\(name) is gone\", in: &model)",
        "let a = \"x\", b = \"two words\"",
    ])
    func aWordInAViewIsFound(text: String) {
        #expect(TextRules.check(Self.file("Sources/TUI/Views/A.swift", text)).count == 1)
        #expect(TextRules.check(Self.file("Sources/TUI/Strings+a.swift", text)).isEmpty)
    }

    @Test(arguments: [
        "let a = Line(\"\\(Strings.queue)  \", theme.dim)", "// \"a comment\"", "let a = \"x\"",
        "parts.joined(separator: \" · \")",
        "let a = \"\\(values[\"key name\"])\"", "let a = \"\\u{FEFF}\"",
    ])
    func whatIsNoWordPasses(text: String) {
        #expect(TextRules.check(Self.file("Sources/TUI/Views/A.swift", text)) == [])
    }
}
