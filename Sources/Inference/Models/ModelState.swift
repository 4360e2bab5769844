/// How far a package of a library is.
package enum ModelState: String, Sendable {
    /// On disk, loaded when it is first used.
    case available
    case loading
    case ready
    /// Broken; the entry's error says how.
    case unusable
}
