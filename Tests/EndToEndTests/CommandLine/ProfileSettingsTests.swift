import Foundation
import TUI
import TestSupport
import Testing

@testable import top5

/// `profiles` of the configuration file.
@Suite struct ProfileSettingsTests {
    private func read(_ text: String) throws -> [ProfileSettings] {
        let folder = try TemporaryFolder("config")
        try FileManager.default.createDirectory(at: folder.file("top5"), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.file("top5/profiles.json"))
        let file = try ProfilesFile(folder: folder.url)
        let settings = try file.value([ProfileSettings].self, under: "profiles") ?? []
        try ProfileSettings.check(settings, in: "config.json")
        return settings
    }

    private func complaint(_ text: String) -> String {
        do {
            _ = try read(text)
            return "none"
        } catch {
            return (error as? CommandError)?.message ?? "\(error)"
        }
    }

    @Test func readsEveryKeyAndLeavesOtherPartsOfTheFileAlone() throws {
        let settings = try read(
            """
            {"keys": {"quit": "Q"}, "profiles": [
              {"name": "prod", "server": "https://top5.example.org", "token_variable": "NO_SUCH_TOKEN",
               "colour": "#ff8800", "production": true},
              {"name": "here", "server": "unix:/tmp/s", "colour": "Purple"}]}
            """)
        #expect(settings.map(\.name) == ["prod", "here"])
        #expect(settings[0].isProduction && !settings[1].isProduction)
        #expect(settings[0].color?.green == 0x88)
        #expect(settings[1].color != nil)
    }

    @Test func aMissingFileOrKeyHasNoProfiles() throws {
        let folder = try TemporaryFolder("config")
        #expect(try ProfilesFile(folder: folder.url).value([ProfileSettings].self, under: "profiles") == nil)
        #expect(try read("{}").isEmpty)
    }

    @Test(arguments: [
        (#"{"profiles": [{"name": "a"}]}"#, "has no 'server'"),
        (#"{"profiles": [{"name": "a", "server": "http://b:1", "prodction": true}]}"#, "unknown 'prodction'"),
        (#"{"profiles": [{"name": "a", "server": "http://b:1", "colour": "mauve"}]}"#, "colour 'mauve'"),
        (#"{"profiles": [{"name": "a", "server": "ftp://b"}]}"#, "Profile 'a'"),
        (#"{"profiles": [{"name": "embedded", "server": "http://b:1"}]}"#, "two profiles named 'embedded'"),
        (
            #"{"profiles": [{"name": "a", "server": "http://b:1", "token_file": "x", "token_variable": "y"}]}"#,
            "not both"
        ),
        (#"{"profiles": {"#, "is wrong"),
    ])
    func whatIsWrongIsSaidWithItsPlace(text: String, words: String) {
        #expect(complaint(text).contains(words), "\(complaint(text))")
    }

    @Test func aSectionOfTheConfigurationIsAProfileToo() throws {
        let settings = Settings(
            ConfigDocument(
                parsing: """
                    theme = "dark"
                    [profile.prod]
                    server = "https://top5.example.org"
                    production = true
                    [profiles."at home"]
                    server = "unix:/tmp/s"
                    colour = "pink"
                    """))
        #expect(settings.problems.isEmpty && settings.profileProblem == nil)
        let profiles = try settings.profiles.map { try ProfileSettings($0, in: "config.toml") }
        #expect(profiles.map(\.name) == ["prod", "at home"])
        #expect(profiles[0].isProduction && !profiles[1].isProduction && profiles[1].color != nil)
    }

    @Test(arguments: [
        ("[profile.a]", "there is no 'server'"), ("[profile.a]\nserver = 3", "'server'"),
        (
            "theme = 'dark'\n[profile.a]\nserver = 'http://b:1'\nprodction = true",
            "line 2, [profile.a]: unknown 'prodction'"
        ),
        ("[profile.a]\nname = 'b'\nserver = 'http://b:1'", "name"),
    ])
    func aWrongSectionIsSaidWithItsLine(text: String, words: String) throws {
        let section = try #require(Settings(ConfigDocument(parsing: text)).profiles.first)
        do {
            _ = try ProfileSettings(section, in: "config.toml")
            Issue.record("it was taken")
        } catch {
            #expect(error.message.contains(words), "\(error.message)")
        }
    }

    @Test func aLineThatCannotBeReadWithinAProfileIsTold() {
        let text = "[profile.a]\nserver = 'http://b:1'\nproduction = treu\n[keys]\n"
        #expect(Settings(ConfigDocument(parsing: text)).profileProblem?.line == 3)
        let elsewhere = "theme = dark\n[profile.a]\nserver = 'http://b:1'\n[keys]\nquit = Q\n"
        #expect(Settings(ConfigDocument(parsing: elsewhere)).profileProblem == nil)
    }

    @Test func aTokenThatCannotBeReadIsSaidWhenItIsNeeded() throws {
        let settings = try read(
            #"{"profiles": [{"name": "a", "server": "http://b:1", "token_file": "/nowhere/token"}]}"#)
        #expect(throws: (any Error).self) { try settings[0].credentials() }
    }
}
