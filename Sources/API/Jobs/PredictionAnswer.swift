/// The answer to `POST /v1/predictions`: what a job would have said, without a job.
package struct PredictionAnswer: Codable, Sendable, Equatable {
    package var image: ImageInfo
    /// `name@version` of the model.
    package var model: String
    package var topK: Int
    package var timingsMs: JobTimings
    /// Best first.
    package var prediction: [Prediction]
    /// Whether the prediction was known from before.
    package var cached: Bool

    package init(
        image: ImageInfo, model: String, topK: Int, timingsMs: JobTimings, prediction: [Prediction], cached: Bool
    ) {
        self.image = image
        self.model = model
        self.topK = topK
        self.timingsMs = timingsMs
        self.prediction = prediction
        self.cached = cached
    }

    enum CodingKeys: String, CodingKey {
        case image, model
        case topK = "top_k"
        case timingsMs = "timings_ms"
        case prediction, cached
    }
}
