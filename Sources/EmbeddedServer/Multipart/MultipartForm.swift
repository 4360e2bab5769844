import API
import Foundation

/// Gathers the parts of one submission: the images, and small text fields.
struct MultipartForm {
    private(set) var images: [UploadReader.File] = []
    private(set) var fields: [String: String] = [:]

    private enum Part {
        case none, image, ignored
        case field(name: String, bytes: [UInt8])
    }

    /// Bytes of one text field.
    private static let maxFieldBytes = 1024

    private let limits: Limits
    private var part = Part.none

    init(limits: Limits) {
        self.limits = limits
    }

    mutating func take(_ event: MultipartParser.Event) throws(ServiceError) {
        switch event {
        case .headers(let headers):
            try begin(HeaderParameters(headers["content-disposition"] ?? ""))
        case .data(let bytes):
            try append(bytes)
        case .partEnd:
            if case .field(let name, let bytes) = part { fields[name] = String(decoding: bytes, as: UTF8.self) }
            part = .none
        case .end:
            break
        }
    }

    private mutating func begin(_ disposition: HeaderParameters) throws(ServiceError) {
        guard let name = disposition.parameters["name"] else {
            part = .ignored
            return
        }
        if name == "image" {
            guard images.count < limits.maxImagesPerRequest else {
                throw ServiceError(
                    .invalidRequest,
                    "The body has more than \(limits.maxImagesPerRequest) parts named 'image'; send the others in another "
                        + "request.",
                    details: ["limit": limits.maxImagesPerRequest])
            }
            images.append(UploadReader.File(name: disposition.parameters["filename"]))
            part = .image
        } else if disposition.parameters["filename"] != nil {
            // A file under another name is not ours to keep.
            part = .ignored
        } else {
            part = .field(name: name, bytes: [])
        }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws(ServiceError) {
        switch part {
        case .image:
            let last = images.count - 1
            guard images[last].image.bytes.count + bytes.count <= limits.maxImageBytes else {
                throw UploadReader.tooLarge("over that", limit: limits.maxImageBytes)
            }
            images[last].image.append(bytes)
        case .field(let name, let held):
            guard held.count + bytes.count <= Self.maxFieldBytes else {
                throw ServiceError(.invalidRequest, "The field '\(name)' is over \(Self.maxFieldBytes) bytes.")
            }
            part = .field(name: name, bytes: held + bytes)
        case .none, .ignored:
            break
        }
    }
}
