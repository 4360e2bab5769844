/// Milliseconds of each step on its thread, without the waiting for one; `inferring` includes the wait for a stream of
/// the engine where more images are ready than there are streams; of a batch each image has its share.
package struct StepTimings: Sendable, Equatable, Codable {
    package var decoding: Double
    package var preprocessing: Double
    package var inferring: Double
    package var formatting: Double

    package init(
        decoding: Double = 0, preprocessing: Double = 0, inferring: Double = 0, formatting: Double = 0
    ) {
        self.decoding = decoding
        self.preprocessing = preprocessing
        self.inferring = inferring
        self.formatting = formatting
    }
}
