/// When a life of the service is to end, drawn before it begins.
enum DrillMoment: Equatable, Sendable {
    /// So long after its process has begun: also before it listens, while it takes back what the last kill left.
    case afterStart(milliseconds: Int)
    /// So long after so many more submissions were answered: with images at work, and others on their way.
    case afterAnswers(count: Int, milliseconds: Int)

    /// - Parameters:
    ///   - startMilliseconds: what a start takes, measured.
    ///   - images: that are released in this life.
    static func draw(_ numbers: inout SplitMix64, startMilliseconds: Int, images: Int) -> DrillMoment {
        numbers.once(in: 3)
            ? .afterStart(milliseconds: numbers.below(startMilliseconds * 3 / 2 + 300))
            : .afterAnswers(count: 1 + numbers.below(max(1, images)), milliseconds: numbers.below(40))
    }
}
