import Foundation
import TestSupport
import Testing

@testable import Inference

private enum Pillow {
    static let folder = Repository.file(".deps/pillow")
    static var isHere: Bool { FileManager.default.fileExists(atPath: folder.appending(path: "PIL").path) }
}

/// Compares tensors with those of Pillow itself, which `script/test` unpacks into `.deps/pillow`.
@Suite(.enabled(if: Pillow.isHere, "needs .deps/pillow: run script/test"))
struct PillowTests {
    private func input(side: Int, crop: Int) -> ImageInput {
        ImageInput(
            tensor: ModelInput(layout: .nhwc, elementType: .u8, width: crop, height: crop),
            resize: ResizeRule(rule: .shorterSide, size: side, crop: .center, filter: .bilinearAntialiased),
            colorProfile: .ignore)
    }

    /// The mean absolute difference of each picture's samples, of 255.
    private func differences(_ pictures: [URL], side: Int, crop: Int) async throws -> [String: Double] {
        let python = try #require(CommandRun.program("python3"))
        let script = Repository.file("Tests/InferenceTests/Pillow/pillow_crops.py").path
        let run = try await CommandRun.of(
            python, [script, "\(side)", "\(crop)"] + pictures.map(\.path),
            environment: ["PYTHONPATH": Pillow.folder.path])
        try #require(run.exit == .code(0), "\(run.errors)")
        let bytes = crop * crop * 3
        try #require(run.output.count == bytes * pictures.count)
        let preparation = ImagePreparation(input(side: side, crop: crop))
        var result: [String: Double] = [:]
        for (place, picture) in pictures.enumerated() {
            var tensor = [UInt8](repeating: 0, count: bytes)
            let file = try Data(contentsOf: picture)
            try tensor.withUnsafeMutableBufferPointer { _ = try preparation.prepare(file, into: $0) }
            let theirs = run.output.dropFirst(place * bytes).prefix(bytes)
            let sum = zip(tensor, theirs).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
            result[picture.lastPathComponent] = Double(sum) / Double(bytes)
        }
        return result
    }

    private func files(_ folder: URL, _ ending: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
    }

    /// What is decoded whole is the same to the last bit.
    @Test func wholePicturesAreTheSame() async throws {
        let samples = try files(Repository.file("assets/samples"), "jpg")
        let exact = try await differences(
            samples + [Repository.file("Tests/InferenceTests/Fixtures/plain.png")], side: 256, crop: 224)
        #expect(exact.count == 8)
        #expect(exact.filter { $0.value > 0 } == [:])
    }

    /// A turn swaps the two passes, and transparency is mixed in before them: each rounds elsewhere.
    @Test func turnedAndTransparentPicturesDifferByRounding() async throws {
        let turned = (1...8).map { Repository.file("Tests/InferenceTests/Fixtures/orientation-\($0).jpg") }
        let near = try await differences(
            turned + [Repository.file("assets/samples/banana.png")], side: 40, crop: 32)
        #expect(near.count == 9)
        #expect(near.filter { $0.value > 0.5 } == [:])
    }

    /// A JPEG that its decoder reduces is near enough: under 2/255 on average, and in each picture.
    @Test(arguments: [(64, 64), (48, 40), (36, 32)]) func reducedPicturesAreNear(side: Int, crop: Int) async throws {
        let samples = try files(Repository.file("assets/samples"), "jpg")
        let near = try await differences(samples, side: side, crop: crop)
        #expect(near.values.contains { $0 > 0 }, "nothing was reduced")
        #expect(near.values.allSatisfy { $0 < 2 }, "\(near)")
    }

    @Test(
        .enabled(if: Repository.shared != nil, "needs ../shared"),
        arguments: [(256, 224), (146, 128), (64, 64), (48, 48), (36, 32)])
    func photographsAreNear(side: Int, crop: Int) async throws {
        let photographs = try files(try #require(Repository.shared).appending(path: "images"), "jpg")
        let near = try await differences(photographs, side: side, crop: crop)
        #expect(near.count == 24)
        let mean = near.values.reduce(0, +) / 24
        print("Pillow \(side)/\(crop): mean difference \(mean) of 255, largest of a picture \(near.values.max() ?? 0)")
        #expect(near.values.allSatisfy { $0 < 2 }, "\(near)")
    }
}
