/// One loaded feature model: a row of numbers in, a score for each class out. Safe to call from any number of tasks.
package final class FeatureClassifier: Sendable {
    package let package: ModelPackage
    /// What each number of a row means, in order.
    package let features: [String]
    private let network: Network

    /// Rows are small: one thread does them one after another.
    private static let settings = EngineSettings(mode: .latency, threads: 1)

    /// Checks, reads and compiles a package's model on a thread of its own.
    ///
    /// - Throws: `MODEL_UNUSABLE`.
    package static func load(_ package: ModelPackage) async throws(InferenceError) -> FeatureClassifier {
        try await BlockingThreads.loading.run { () throws(InferenceError) in
            try package.verify()
            do throws(InferenceError) {
                guard let input = package.manifest.features else {
                    throw InferenceError(
                        .modelUnusable, "It takes an image (\(package.manifest.task.inputDescription)), no features.")
                }
                return FeatureClassifier(package, input, network: try Network(package, settings: settings))
            } catch {
                throw package.explain(error)
            }
        }
    }

    private init(_ package: ModelPackage, _ input: FeatureInput, network: Network) {
        self.package = package
        features = input.features
        self.network = network
    }

    /// `name@version`
    package var id: String { package.id }

    /// Classifies one row.
    ///
    /// - Parameter row: one number a feature, in the model's order and units; finite, also as float32.
    /// - Throws: `INVALID_REQUEST` with the number and its place; `INFERENCE_FAILED` for an output that is no number;
    ///   `CANCELLED`.
    package func classify(_ row: [Double]) async throws(InferenceError) -> FeatureClassification {
        let output = try await network.infer(try tensor(of: row))
        let scores: [Double]
        do throws(InferenceError) {
            scores = try Scores.probabilities(output.value, package.manifest.output, classes: package.labels.count)
        } catch {
            throw InferenceError(error.code, "\(id): \(error.message)", step: error.step, cause: error.cause)
        }
        return FeatureClassification(
            model: id,
            scores: scores.enumerated().map { index, score in
                ScoredLabel(index: index, label: package.labels[index], score: score)
            },
            inferring: output.milliseconds)
    }

    /// The bytes of a float32 tensor `[1,N]`.
    private func tensor(of row: [Double]) throws(InferenceError) -> [UInt8] {
        guard row.count == features.count else {
            throw InferenceError(
                .invalidRequest, "There are \(row.count) numbers; \(id) takes \(features.count): \(namesOfFeatures).")
        }
        let numbers = row.map(Float.init)
        if let place = numbers.firstIndex(where: { !$0.isFinite }) {
            throw InferenceError(
                .invalidRequest,
                """
                Number \(place + 1) of \(row.count) (\(features[place])) is \(row[place]); \(id) takes finite numbers \
                of at most \(Float.greatestFiniteMagnitude).
                """)
        }
        return numbers.withUnsafeBytes { Array($0) }
    }

    private var namesOfFeatures: String {
        features.count <= 16 ? features.joined(separator: ", ") : "\(features[0]) to \(features[features.count - 1])"
    }
}
