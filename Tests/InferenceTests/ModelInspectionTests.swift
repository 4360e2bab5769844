import Foundation
import TestSupport
import Testing

@testable import Inference

/// What a model's file says: its kind, its further files, its inputs and outputs.
@Suite struct ModelInspectionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("inspect") }

    @Test(
        arguments: [
            ("nchw.onnx", "\"image\" f32 [1,3,8,8]", "\"out\" f32 [1,3]"),
            ("open-size.onnx", "\"image\" f32 [?,3,?,?]", "\"out\" f32 [?,3]"),
            ("quantised.onnx", "\"image\" u8 [1,8,8,3]", "\"out\" u8 [1,3]"),
            ("half.onnx", "\"image\" f16 [1,3,8,8]", "\"out\" f32 [1,3]"),
            ("any-rank.onnx", "\"x\" f32 of any shape", "\"out\" f32 of any shape"),
            ("two-inputs.onnx", "\"a\" f32 [1,3,8,8], \"b\" f32 [1,3,8,8]", "\"out\" f32 [1,3,8,8]"),
            ("two-outputs.onnx", "\"row\" f32 [1,4]", "\"label\" i64 [1], \"same\" f32 [1,4]"),
            ("ir.xml", "\"image\" f32 [1,3,8,8]", "\"out\" f32 [1,3]"),
            ("external.onnx", "\"image\" f32 [1,3,8,8]", "\"out\" f32 [1,3]"),
        ])
    func readsInputsAndOutputs(file: String, inputs: String, outputs: String) async throws {
        let found = try await ModelInspection.read(SmallModel.file(file))
        #expect(found.inputs.map(\.description).joined(separator: ", ") == inputs)
        #expect(found.outputs.map(\.description).joined(separator: ", ") == outputs)
    }

    @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
    func readsTensorFlowLite() async throws {
        let file = try #require(Repository.shared)
            .appending(path: "models/mobilenet-v1-tiny/mobilenet_v1_0.25_128_quant.tflite")
        #expect(try ModelSource(file).format == .tflite)
        let found = try await ModelInspection.read(file)
        #expect(found.inputs.map(\.description) == ["\"input\" u8 [1,128,128,3]"])
        #expect(found.outputs.first?.type == "u8" && found.outputs.first?.dimensions == [1, 1001])
    }

    @Test(arguments: [
        ("nchw-softmax.onnx", [1, 3, 8, 8], true, ModelOutput.Kind.softmax),
        ("nchw.onnx", [1, 3, 8, 8], true, .logits),
        ("features.onnx", [1, 4], true, .softmax), ("nhwc-u8.onnx", [1, 8, 8, 3], false, .softmax),
    ])
    func aTrialTellsLogitsFromProbabilities(
        file: String, shape: [Int], isFloat: Bool, kind: ModelOutput.Kind
    ) async throws {
        let outputs = try await ModelInspection.outputs(of: SmallModel.file(file), shape: shape, isFloat: isFloat)
        let trial = ScoreTrial(outputs, isFloat: true)
        #expect(trial.kind == kind, "\(trial.finding)")
        #expect(trial.classes == 3)
    }

    @Test func aTrialOfBytesTellsTheScale() async throws {
        let outputs = try await ModelInspection.outputs(
            of: SmallModel.file("quantised.onnx"), shape: [1, 8, 8, 3], isFloat: false)
        #expect(ScoreTrial(outputs, isFloat: false).scale == 1 / 256.0)
        #expect(ScoreTrial([[200, 200, 200]], isFloat: false).scale == nil)
    }

    @Test func aModelThatGivesNoNumbersIsNoticed() async throws {
        let outputs = try await ModelInspection.outputs(
            of: SmallModel.file("nan/nan.onnx"), shape: [1, 3, 8, 8], isFloat: true)
        let trial = ScoreTrial(outputs, isFloat: true)
        #expect(trial.kind == nil && trial.finding.contains("not finite"))
    }

    @Test func furtherFilesAreFound() throws {
        #expect(try ModelSource(SmallModel.file("ir.xml")).weights.map(\.url.lastPathComponent) == ["ir.bin"])
        let external = try ModelSource(SmallModel.file("external.onnx")).weights
        #expect(external.map(\.name) == ["external.weights"])
        #expect(try ModelSource(SmallModel.file("nchw.onnx")).weights.isEmpty)
    }

    @Test func whatIsNoModelIsSaid() throws {
        func failure(_ name: String, _ bytes: Data? = nil) throws -> InferenceError {
            let file = folder.file(name)
            try bytes?.write(to: file)
            return try #require(throws: InferenceError.self) { try ModelSource(file) }
        }
        #expect(try failure("missing.onnx").message.contains("no file"))
        #expect(try failure("a.pt", Data([1])).message.contains(".onnx, .tflite"))
        #expect(try failure("a.onnx", Data("This is no model.".utf8)).message.contains("no ONNX model"))
        #expect(try failure("empty.onnx", Data()).message.contains("no ONNX model"))
        #expect(try failure("a.tflite", Data("0123TFL9".utf8)).message.contains("no TensorFlow Lite model"))
        #expect(try failure("a.xml", Data("<html></html>".utf8)).message.contains("no OpenVINO model"))
        #expect(try failure("b.xml", Data("<?xml?><net name=\"a\"></net>".utf8)).message.contains("b.bin"))
        let whole = try Data(contentsOf: SmallModel.file("external.onnx"))
        #expect(try failure("c.onnx", whole).message.contains("external.weights"))
        let folderError = try #require(throws: InferenceError.self) { try ModelSource(folder.url) }
        #expect(folderError.message.contains("is a folder"))
    }

    /// However a file is cut, reading it comes to an end and never looks beyond it.
    @Test func everyBeginningOfAModelIsReadSafely() throws {
        let whole = try Data(contentsOf: SmallModel.file("external.onnx"))
        #expect(ONNXExternalData.files(in: whole) == ["external.weights"])
        for count in 0..<whole.count { _ = ONNXExternalData.files(in: whole.prefix(count)) }
        for place in whole.indices {
            var changed = whole
            changed[place] ^= 0xFF
            _ = ONNXExternalData.files(in: changed)
        }
    }
}
