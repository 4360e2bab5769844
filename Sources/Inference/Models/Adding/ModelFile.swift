/// A model's file, and the ones that it needs beside it, as they are in a package.
package struct ModelFile: Sendable, Equatable {
    package var name: String
    package var sha256: String
    package var bytes: Int
    package var weights: [WeightsFile]
}
