package import Foundation

/// One package of a library, usable or not.
package struct ModelEntry: Sendable {
    /// `name@version`; the folder's name where the manifest can't be read.
    package let id: String
    package let folder: URL
    /// nil where it can't be read.
    package let manifest: ModelManifest?
    /// Labels; nil where they can't be read.
    package let classes: Int?
    package let isDefault: Bool
    package let state: ModelState
    /// Why the model is unusable.
    package let error: InferenceError?
}
