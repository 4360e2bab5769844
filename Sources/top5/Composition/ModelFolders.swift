import ArgumentParser
import Foundation
import Inference

/// Where model packages are looked for, the first match winning: given folders, the user's, the bundled ones.
enum ModelFolders {
    static func all(given: [String]) -> [URL] {
        var folders = given.map { URL(filePath: $0, directoryHint: .isDirectory) }
        folders.append(user)
        if let bundled { folders.append(bundled) }
        return folders
    }

    /// - Throws: `ValidationError` for a given folder that is not there.
    static func check(_ given: [String]) throws {
        for path in given {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                throw ValidationError("--models: there is no folder '\(path)'.")
            }
        }
    }

    static var user: URL { XDG.folder("XDG_DATA_HOME", fallback: ".local/share").appending(path: "top5/models") }

    /// The catalogue beside the bundled packages, or another one; one without entries where there is none.
    /// - Throws: `CommandError` for a file that can't be read.
    static func catalog(given: String?) throws(CommandError) -> ModelCatalog {
        let beside = bundled?.deletingLastPathComponent().appending(path: "catalog.json")
        let file =
            given.map { URL(filePath: $0) }
            ?? beside.flatMap {
                FileManager.default.fileExists(atPath: $0.path) ? $0 : nil
            }
        guard let file else { return ModelCatalog(entries: []) }
        do throws(InferenceError) {
            return try ModelCatalog(contentsOf: file)
        } catch {
            throw CommandError(error)
        }
    }

    /// Beside the executable: `PREFIX/share/top5/models` of an installation, or `assets/models` of a checkout above it.
    static var bundled: URL? {
        guard let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        var folder = URL(filePath: executable).deletingLastPathComponent()
        for _ in 0..<6 {
            for candidate in ["share/top5/models", "assets/models"] {
                let url = folder.appending(path: candidate)
                if FileManager.default.fileExists(atPath: url.path) { return url }
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }
}
