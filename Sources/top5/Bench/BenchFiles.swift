import Foundation
import Inference

/// The pictures of a measurement.
enum BenchFiles {
    /// Files, and the images among the files of folders; without any, the samples beside the bundled models.
    ///
    /// - Throws: `CommandError` where nothing is left.
    static func read(_ paths: [String]) throws -> [Data] {
        let given = paths.isEmpty ? [try samplesFolder()] : paths.map { URL(filePath: $0) }
        var pictures: [Data] = []
        for url in given {
            let names = try? FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
            for file in names?.map({ url.appending(path: $0) }) ?? [url] {
                do {
                    let bytes = try Data(contentsOf: file)
                    _ = try ImageInspector.inspect(bytes)
                    pictures.append(bytes)
                } catch  where names != nil {
                    continue  // What else lies in a folder.
                } catch {
                    throw CommandError("\(file.path): \((error as? InferenceError)?.message ?? "it can't be read").")
                }
            }
        }
        guard !pictures.isEmpty else { throw CommandError("There is no picture to measure with.", status: 2) }
        return pictures
    }

    /// The files of the samples.
    static func samples() throws -> [URL] {
        let folder = try samplesFolder()
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .map { folder.appending(path: $0) }
    }

    private static func samplesFolder() throws(CommandError) -> URL {
        guard let folder = ModelFolders.bundled?.deletingLastPathComponent().appending(path: "samples"),
            FileManager.default.fileExists(atPath: folder.path)
        else { throw CommandError("There are no samples here; name some pictures.", status: 2) }
        return folder
    }
}
