import API
import Foundation

/// An image in JSON:
/// `{"model_version": "mobilenet-v2@1", "data": {"image_base64": "…", "name": "cat.jpg"}, "parameters": {"top_k": 5,
/// "priority": "low"}}`.
struct JSONSubmission: Sendable {
    /// Base64 (RFC 4648, section 4), line breaks allowed.
    private let base64: String
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
        guard let base64 = wire.data?.base64 else {
            throw ServiceError(
                .missingImage,
                wire.data?.url == nil
                    ? "The body has no data.image_base64; send something like \(Self.example)"
                    : "This server does not fetch images from addresses (data.image_url); send the image itself.")
        }
        self.base64 = base64
        name = wire.data?.name
        var options: [String: String] = [:]
        options["model"] = wire.modelVersion
        options["top_k"] = wire.parameters?.topK?.text
        options["priority"] = wire.parameters?.priority
        self.options = options
    }

    /// - Throws: `INVALID_REQUEST` for what is no base64; `BODY_TOO_LARGE`.
    func file(_ limits: Limits) throws(ServiceError) -> UploadReader.File {
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
