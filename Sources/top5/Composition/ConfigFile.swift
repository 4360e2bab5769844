import Foundation
import TUI

/// The user's configuration file.
struct ConfigFile {
    let path: String

    /// - Parameter given: else `$XDG_CONFIG_HOME/top5/config.toml`, else `~/.config/top5/config.toml`.
    init(given: String? = nil) {
        path = given ?? XDG.folder("XDG_CONFIG_HOME", fallback: ".config").appending(path: "top5/config.toml").path
    }

    /// The defaults where there is no file; a file that can't be read is a problem among the others.
    func settings() -> Settings {
        do {
            return try read() ?? .standard
        } catch {
            return Settings(unreadable: error.message)
        }
    }

    /// - Returns: nil where there is no file.
    /// - Throws: `CommandError` when it can't be read.
    func read() throws(CommandError) -> Settings? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            guard let text = String(data: data, encoding: .utf8) else {
                throw CommandError("'\(path)' is not UTF-8 text. Save it as UTF-8.")
            }
            return Settings(ConfigDocument(parsing: text))
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError("'\(path)' cannot be read: \(error.localizedDescription).")
        }
    }
}
