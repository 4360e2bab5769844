import Foundation
import Inference

/// The sound images that a drill damages.
struct DrillCorpus: Sendable {
    struct Picture: Sendable {
        var format: ImageFormat
        var bytes: [UInt8]
    }

    /// By format, in the order of the formats; none is empty.
    let groups: [[Picture]]

    /// - Parameter pictures: in an order that is the same in each run.
    init(_ pictures: [Picture]) {
        groups = ImageFormat.allCases.map { format in pictures.filter { $0.format == format } }.filter { !$0.isEmpty }
    }

    /// Reads every file below the folders that is an image by its content, whatever its name.
    /// - Throws: `CommandError` for a folder that is not there or one without any image.
    static func read(_ folders: [URL]) throws -> DrillCorpus {
        DrillCorpus(
            try folders.flatMap { folder in
                let pictures = try paths(in: folder).compactMap { picture(at: folder.appending(path: $0)) }
                guard !pictures.isEmpty else {
                    throw CommandError("There is no image that can be read in '\(folder.path)'.", status: 2)
                }
                return pictures
            })
    }

    /// The fixtures of the checkout that the executable lies in; nil outside of one.
    static var bundled: URL? {
        guard let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        var folder = URL(filePath: executable).deletingLastPathComponent()
        for _ in 0..<6 {
            let url = folder.appending(path: "Tests/InferenceTests/Fixtures")
            if FileManager.default.fileExists(atPath: url.path) { return url }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    /// How many pictures there are of each format, as `30 images: 11 jpeg, …`.
    var summary: String {
        let counts = groups.compactMap { group in group.first.map { "\(group.count) \($0.format.rawValue)" } }
        let total = groups.joined().count
        return "\(total) \(total == 1 ? "image" : "images"): \(counts.joined(separator: ", "))"
    }

    private static func paths(in folder: URL) throws -> [String] {
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        } catch {
            throw CommandError("The folder '\(folder.path)' cannot be read: \(error.localizedDescription)", status: 2)
        }
    }

    private static func picture(at url: URL) -> Picture? {
        guard let bytes = try? Data(contentsOf: url), let header = try? ImageInspector.inspect(bytes) else {
            return nil
        }
        return Picture(format: header.format, bytes: [UInt8](bytes))
    }
}
