package import Foundation

/// One model that can be had by name: where it is, what it must be, and the package that it becomes.
package struct CatalogEntry: Decodable, Sendable, Equatable {
    package let name: String
    package let title: String
    /// The model's file.
    package let url: URL
    /// Of the model's file, lower-case hexadecimal; a download counts only with this sum.
    package let sha256: String
    /// Of the model's file.
    package let bytes: Int
    package let labelsURL: URL?
    package let labelsSHA256: String?
    /// SPDX identifier.
    package let license: String
    /// The `model.json` of the package; nil where too little is known to install it.
    package let package: ModelManifest?

    enum CodingKeys: String, CodingKey {
        case name, title, url, sha256, bytes
        case labelsURL = "labels_url"
        case labelsSHA256 = "labels_sha256"
        case license, package
    }
}
