import API
import Foundation

/// An image in JSON:
/// `{"model_version": "mobilenet-v2@1", "data": {"image_base64": "…", "name": "cat.jpg"}, "parameters": {"top_k": 5,
/// "priority": "low"}}`, or with `image_url` in the place of `image_base64`.
struct JSONSubmission: Sendable {
    private enum Source: Sendable {
        /// RFC 4648, section 4, line breaks allowed.
        case base64(String)
        case url(String)
    }

    private let source: Source
    private let name: String?
    /// By the names that a query has for them.
    let options: [String: String]

    /// Four characters for three bytes, and room for the rest.
    static func maxBytes(_ limits: Limits) -> Int { limits.maxImageBytes / 3 * 4 + 64 * 1024 }

    /// - Throws: `INVALID_JSON`; `INVALID_REQUEST` for a value of the wrong type; `MISSING_IMAGE`.
    init(parsing body: Data) throws(ServiceError) {
        let wire: Wire
        do {
            wire = try JSONDecoder().decode(Wire.self, from: body)
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw ServiceError(
                .invalidRequest,
                "The body's '\(path.isEmpty ? "top level" : path)' has the wrong type; it must be as in "
                    + Self.example)
        } catch {
            throw ServiceError(
                .invalidJSON, "The body is not valid JSON in UTF-8; send something like \(Self.example)",
                cause: String(describing: error))
        }
        switch (wire.data?.base64, wire.data?.url) {
        case (let base64?, nil): source = .base64(base64)
        case (nil, let url?): source = .url(url)
        case (nil, nil):
            throw ServiceError(
                .missingImage,
                "The body has neither data.image_base64 nor data.image_url; send something like \(Self.example)")
        case (_?, _?):
            throw ServiceError(
                .invalidRequest, "The body has both data.image_base64 and data.image_url; send one of them.")
        }
        name = wire.data?.name
        var options: [String: String] = [:]
        options["model"] = wire.modelVersion
        options["top_k"] = wire.parameters?.topK?.text
        options["priority"] = wire.parameters?.priority
        self.options = options
    }

    /// - Parameter fetcher: nil: images are not fetched.
    /// - Throws: `INVALID_REQUEST` for what is no base64; `BODY_TOO_LARGE`; `UPLOAD_MEMORY_FULL`; what a fetch throws.
    func file(
        _ limits: Limits, fetcher: ImageFetcher?, share: UploadShare
    ) async throws(ServiceError) -> UploadReader.File {
        switch source {
        case .base64(let base64):
            let file = try decode(base64, limits)
            try share.add(file.image.bytes.count)
            return file
        case .url(let url):
            guard let fetcher else { throw ImageFetcher.off }
            var file = try await fetcher.fetch(url, share: share)
            file.name = name ?? file.name
            return file
        }
    }

    private func decode(_ base64: String, _ limits: Limits) throws(ServiceError) -> UploadReader.File {
        guard let bytes = Data(base64Encoded: base64, options: .ignoreUnknownCharacters), Self.isBase64(base64) else {
            throw ServiceError(
                .invalidRequest, "data.image_base64 is not base64 (RFC 4648 with padding); encode the file's bytes.")
        }
        guard bytes.count <= limits.maxImageBytes else {
            throw UploadReader.tooLarge("\(bytes.count) bytes", limit: limits.maxImageBytes)
        }
        var file = UploadReader.File(name: name)
        file.image.append(bytes)
        return file
    }

    /// Foundation either refuses line breaks or passes over anything at all.
    private static func isBase64(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), 10, 13:
                true
            default: false
            }
        }
    }

    private static let example = #"{"data": {"image_base64": "…"}, "parameters": {"top_k": 5}}."#

    private struct Wire: Decodable {
        var modelVersion: String?
        var data: Image?
        var parameters: Parameters?

        enum CodingKeys: String, CodingKey {
            case modelVersion = "model_version"
            case data, parameters
        }

        struct Image: Decodable {
            var base64: String?
            var url: String?
            var name: String?

            enum CodingKeys: String, CodingKey {
                case base64 = "image_base64"
                case url = "image_url"
                case name
            }
        }

        struct Parameters: Decodable {
            var topK: Number?
            var priority: String?

            enum CodingKeys: String, CodingKey {
                case topK = "top_k"
                case priority
            }
        }

        /// A number, or a word such as `all`.
        struct Number: Decodable {
            var text: String

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let number = try? container.decode(Int.self) {
                    text = String(number)
                } else {
                    text = try container.decode(String.self)
                }
            }
        }
    }
}
