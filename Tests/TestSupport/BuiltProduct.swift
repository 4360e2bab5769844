package import Foundation

/// Executables that were built along with the tests.
package enum BuiltProduct {
    /// The product in the folder of the running test binary; the name as in `Package.swift`.
    package static func executable(_ name: String) -> URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name)
    }
}
