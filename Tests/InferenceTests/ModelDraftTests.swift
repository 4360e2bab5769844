import Foundation
import TestSupport
import Testing

@testable import Inference

/// What is certain is taken, what is not is asked, what can't be is refused.
@Suite struct ModelDraftTests {
    private static let rgb = SmallModel.file("colours/labels.txt")

    private func inspection(
        _ input: [Int?]?, type: String = "f32", output: [Int?]? = [1, 3], outputType: String = "f32"
    ) -> ModelInspection {
        ModelInspection(
            inputs: [.init(name: "image", type: type, dimensions: input)],
            outputs: [.init(name: "out", type: outputType, dimensions: output)])
    }

    private func draft(
        _ input: [Int?]?, type: String = "f32", output: [Int?]? = [1, 3], outputType: String = "f32",
        _ edit: (inout ModelFacts) -> Void = { _ in }
    ) throws -> ModelDraft {
        var facts = ModelFacts()
        edit(&facts)
        return try ModelDraft(
            inspection(input, type: type, output: output, outputType: outputType), facts: facts)
    }

    private func topics(_ draft: ModelDraft) -> [ModelQuestion.Topic] { draft.questions.map(\.topic) }

    @Test(
        arguments: [
            ([1, 3, 224, 200], .nchw, 200, 224), ([nil, 3, 224, 224], .nchw, 224, 224),
            ([1, 224, 200, 3], .nhwc, 200, 224), ([1, nil, 224, 224], .nchw, 224, 224),
            ([1, 3, 224, nil], .nchw, nil, nil), ([nil, 3, nil, nil], .nchw, nil, nil),
            ([nil, nil, nil, 3], .nhwc, nil, nil), ([1, 3, 3, 3], nil, nil, nil), ([1, 3, 64, 3], nil, nil, nil),
            ([nil, nil, nil, nil], nil, nil, nil),
        ] as [([Int?], ModelInput.Layout?, Int?, Int?)])
    func theLayoutIsReadOrAsked(dimensions: [Int?], layout: ModelInput.Layout?, width: Int?, height: Int?) throws {
        let draft = try draft(dimensions)
        #expect(draft.layout == layout)
        #expect(topics(draft).contains(.layout) == (layout == nil))
        #expect(draft.size?.width == width && draft.size?.height == height)
        #expect(topics(draft).contains(.size) == (width == nil))
    }

    @Test(
        arguments: [
            (nil, "f32", "of any shape"), ([1, 3, 8], "f32", "[1,N]"), ([8, 3, 8, 8], "f32", "batch"),
            ([1, 1, 8, 8], "f32", "RGB"), ([1, 3, 8, 8], "f16", "f16"), ([1, 4], "i64", "i64"),
        ] as [([Int?]?, String, String)])
    func anInputThatCannotBeIsRefused(dimensions: [Int?]?, type: String, word: String) throws {
        let error = try #require(throws: InferenceError.self) { try draft(dimensions, type: type) }
        #expect(error.code == .modelUnusable && error.message.contains(word), "\(error)")
    }

    @Test func anOutputThatCannotBeIsRefused() throws {
        for (output, type) in [([1, 21, 8, 8], "f32"), ([1], "i64"), ([1, 3], "f16")] as [([Int?], String)] {
            let error = try #require(throws: InferenceError.self) {
                try draft([1, 3, 8, 8], output: output, outputType: type)
            }
            #expect(error.code == .modelUnusable && error.message.contains("output"), "\(error)")
        }
        #expect(try draft([1, 3, 8, 8], output: [1, 3, 1, 1]).classes == 3)
        #expect(try draft([nil, 3, 8, 8], output: [nil, 3]).classes == 3)
        #expect(try draft([nil, 3, 8, 8], output: nil).classes == nil)
    }

    @Test func severalInputsOrOutputsAreNamed() async throws {
        for (file, word) in [("two-inputs.onnx", "\"b\" f32"), ("two-outputs.onnx", "\"label\" i64")] {
            let found = try await ModelInspection.read(SmallModel.file(file))
            let error = try #require(throws: InferenceError.self) { try ModelDraft(found, facts: ModelFacts()) }
            #expect(error.message.contains(word) && error.message.contains("one of each"), "\(error)")
        }
    }

    @Test func whatContradictsTheFileIsRefused() throws {
        let edits: [(inout ModelFacts) -> Void] = [
            { $0.layout = .nhwc }, { $0.size = PixelSize(width: 9, height: 8) }, { $0.task = .features },
            { $0.output = .quantized }, { $0.outputScale = 1 }, { $0.features = ["a"] },
        ]
        for edit in edits {
            let error = try #require(throws: InferenceError.self) { try draft([1, 3, 8, 8], edit) }
            #expect(error.code == .invalidRequest && error.message.contains("--"), "\(error)")
        }
        #expect(throws: InferenceError.self) {
            try draft([1, 8, 8, 3], type: "u8") { $0.normalisation = .parse("raw") }
        }
        #expect(throws: InferenceError.self) { try draft([1, 4]) { $0.features = ["a", "b"] } }
        #expect(throws: InferenceError.self) { try draft([1, 4]) { $0.layout = .nchw } }
    }

    @Test func questionsAreAnsweredOneByOne() throws {
        var draft = try draft([nil, nil, nil, nil])
        #expect(topics(draft) == [.layout, .size, .normalisation, .output, .labels])
        #expect(draft.shape == nil && !draft.wantsTrial)
        let wrong = draft.questions[0]
        #expect(throws: InferenceError.self) { try draft.answer(wrong, "NCWH") }
        #expect(throws: InferenceError.self) { try draft.answer(wrong, "") }
        try draft.answer(draft.questions[0], "2")
        #expect(throws: InferenceError.self) { try draft.answer(draft.questions[0], "0x5") }
        try draft.answer(draft.questions[0], "8x4")
        #expect(draft.shape == [1, 4, 8, 3] && draft.wantsTrial)
        let logits: [UInt8] = [Float(-3), 0, 8].flatMap { number in withUnsafeBytes(of: number) { [UInt8]($0) } }
        try draft.tried([logits])
        try draft.answer(draft.questions[0], "imagenet")
        #expect(draft.questions[0].suggestion?.answer == "logits")
        try draft.answer(draft.questions[0], "")
        #expect(throws: InferenceError.self) { try draft.answer(draft.questions[0], "/nowhere") }
        try draft.answer(draft.questions[0], Self.rgb.path)
        #expect(draft.questions.isEmpty)
        let file = ModelFile(name: "m.onnx", sha256: String(repeating: "a", count: 64), bytes: 5, weights: [])
        let manifest = try draft.manifest(file: file, source: "My Model.onnx", labels: "labels.txt")
        #expect(manifest.id == "my-model@1")
        #expect(manifest.task.inputDescription == "float32 NHWC [1,4,8,3]")
        #expect(manifest.image?.std == [0.229, 0.224, 0.225])
        #expect(manifest.image?.resize.size == 9)
        #expect(manifest.output.kind == .logits)
        #expect(draft.notes.assumed.contains { $0.contains("9 pixels") })
    }

    @Test func labelsMustBeAsManyAsOutputs() throws {
        let folder = try TemporaryFolder("labels")
        let file = folder.file("labels.txt")
        try Data("background\nred\ngreen\nblue\n".utf8).write(to: file)
        let withBackground = try draft([1, 3, 8, 8]) { $0.labels = .file(file) }
        #expect(withBackground.facts.labelsToSkip == 1)
        #expect(withBackground.notes.assumed.contains { $0.contains("--skip-labels") })
        try Data("white\nred\ngreen\nblue\n".utf8).write(to: file)
        let error = try #require(throws: InferenceError.self) {
            try draft([1, 3, 8, 8]) { $0.labels = .file(file) }
        }
        #expect(error.message.contains("3 outputs") && error.message.contains("4 labels"), "\(error)")
        #expect(try draft([1, 3, 8, 8]) { ($0.labels, $0.labelsToSkip) = (.file(file), 1) }.labels?.labels[0] == "red")
        #expect(try draft([1, 3, 8, 8]) { $0.labels = .numbered }.labels?.labels == ["class 0", "class 1", "class 2"])
    }

    @Test func aRowOfNumbersNeedsNames() throws {
        var draft = try draft([nil, 2])
        #expect(topics(draft) == [.features, .output, .labels])
        #expect(draft.questions[0].suggestion?.answer == "feature 1,feature 2")
        #expect(throws: InferenceError.self) { try draft.answer(draft.questions[0], "a,b,c") }
        try draft.answer(draft.questions[0], "length (cm), width (cm)")
        #expect(draft.facts.features == ["length (cm)", "width (cm)"])
        #expect(draft.shape == [1, 2])
        #expect(try self.draft([nil, nil]).shape == nil)
    }

    @Test(
        arguments: [
            ("imagenet", 1 / 255.0, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]), ("0..1", 1 / 255.0, nil, nil),
            ("-1..1", 1 / 127.5, [1, 1, 1], nil), ("raw", 1, nil, nil), ("0.5", 0.5, nil, nil),
            ("1 127 128", 1, [127, 127, 127], [128, 128, 128]), ("1 1,2,3", 1, [1, 2, 3], nil),
        ] as [(String, Double, [Double]?, [Double]?)])
    func normalisations(text: String, scale: Double, mean: [Double]?, std: [Double]?) throws {
        #expect(Normalisation.parse(text) == Normalisation(scale: scale, mean: mean, std: std))
    }

    @Test(arguments: ["", "0", "nan", "1 2,3", "1 a", "1 2 3 4", "zero"])
    func noNormalisation(text: String) { #expect(Normalisation.parse(text) == nil) }

    @Test(arguments: [
        ("My Model.v2.onnx", "my-model.v2"), (".hidden.onnx", "hidden"), ("größe.onnx", "gr--e"), ("§.onnx", "model"),
    ])
    func namesOfFilesBecomePlain(file: String, name: String) { #expect(ModelDraft.name(of: file) == name) }
}
