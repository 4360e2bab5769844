import Foundation

/// What became of an image in a worker process.
enum WorkResult: Sendable {
    case answer(ImageAnswer)
    case preview(Data)
}
