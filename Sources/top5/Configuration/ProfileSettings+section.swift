import Foundation
import TUI

extension ProfileSettings {
    /// A section `[profile.NAME]` of `config.toml`, with the same keys as an entry of `profiles.json` and read as strictly.
    ///
    /// - Throws: `CommandError` that says what is wrong, and on which line.
    init(_ section: ConfigDocument.Section, in path: String) throws(CommandError) {
        var object: [String: Any] = ["name": section.name.last ?? ""]
        if let entry = section.entries.first(where: { $0.key == "name" }) {
            throw CommandError("'\(path)', line \(entry.line): the name of a profile stands in its heading.", status: 2)
        }
        for entry in section.entries { object[entry.key] = Self.plain(entry.value) }
        do {
            self = try JSONDecoder().decode(Self.self, from: JSONSerialization.data(withJSONObject: object))
        } catch let error as DecodingError {
            throw CommandError(
                "'\(path)', line \(section.line), \(ConfigDocument.heading(section.name)): \(ProfilesFile.reason(error))",
                status: 2)
        } catch {
            throw CommandError("'\(path)', line \(section.line): \(error)", status: 2)
        }
    }

    private static func plain(_ value: ConfigValue) -> Any {
        switch value {
        case .string(let text): text
        case .number(let number): number
        case .toggle(let isOn): isOn
        case .list(let values): values.map(plain)
        }
    }
}
