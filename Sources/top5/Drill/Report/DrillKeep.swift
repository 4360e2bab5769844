import Foundation
import Inference

/// The folder that gets the files which ended a child; made when the first one comes.
struct DrillKeep {
    let folder: URL

    /// - Returns: where the file lies now, or why it could not be written.
    func save(_ picture: DrillCorpus.Picture, index: Int, seed: UInt64, name: String) -> String {
        let file = folder.appending(path: "index-\(index)-seed-\(seed)-\(name).\(picture.format.rawValue)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(picture.bytes).write(to: file)
            return file.path
        } catch {
            return "not saved to '\(file.path)': \(error.localizedDescription)"
        }
    }
}
