import API
import Foundation
import HTTPTypes
import Hummingbird
import Jobs

/// The images of a request and what is asked for them, in whichever of the three forms they come: the body as one image,
/// `multipart/form-data` with parts named `image`, or JSON with the image in base64 or its address.
struct SubmissionReader {
    let limits: Limits
    /// nil: images are not fetched.
    let fetcher: ImageFetcher?
    let memory: UploadMemory

    init(_ service: ClassificationService) {
        limits = service.limits
        fetcher = service.fetcher
        memory = service.uploads
    }

    /// Reads the images of a request, at least one, and hands them to `use` in the order of the body. Until that returns they
    /// count as memory of uploads.
    ///
    /// - Throws: `ServiceError` as the form demands: `MISSING_IMAGE`, `BODY_TOO_LARGE`, `INVALID_JSON`, …;
    ///   `UPLOAD_MEMORY_FULL`; what `use` throws.
    func read<Value>(_ request: Request, _ use: ([Submission]) async throws -> Value) async throws -> Value {
        try await memory.withShare(of: request) { share in try await use(try await read(request, share)) }
    }

    private func read(_ request: Request, _ share: UploadShare) async throws -> [Submission] {
        let query = request.uri.queryParameters
        let type = HeaderParameters(request.headers[.contentType] ?? "application/octet-stream")
        var options = SubmissionOptions(limits)
        try options.take { query[Substring($0)].map(String.init) }
        let name = try Self.imageName(request)
        var files: [UploadReader.File] = []
        var json: JSONSubmission?
        if type.value == "multipart/form-data" {
            guard let boundary = type.parameters["boundary"] else {
                throw ServiceError(.invalidRequest, "The Content-Type multipart/form-data has no boundary.")
            }
            let form = try await UploadReader(limits: limits, share: share).multipart(request, boundary: boundary)
            guard !form.images.isEmpty else {
                throw ServiceError(
                    .missingImage, "The body has no part named 'image': send one, as in curl -F image=@cat.jpg.")
            }
            files = form.images
            try options.take { form.fields[$0] }
        } else if type.isJSON {
            let body = try await UploadReader(limits: limits, share: share).json(
                request, maxBytes: JSONSubmission.maxBytes(limits),
                advice: "Send the image raw or as multipart/form-data.")
            let submission = try JSONSubmission(parsing: body)
            json = submission
            try options.take { submission.options[$0] }
        } else if type.value.hasPrefix("image/") || type.value == "application/octet-stream" {
            files = [.init(image: try await UploadReader(limits: limits, share: share).raw(request), name: name)]
        } else {
            throw ServiceError(
                .unsupportedImage,
                "A body of type '\(type.value)' is not taken: send an image raw (image/*), as multipart/form-data, or in "
                    + "base64 as application/json.")
        }
        let key = try Self.idempotencyKey(request)
        let client = ClientName.of(request)
        // Last, so that nothing is fetched for a submission that is refused anyway.
        if let json { files = [try await json.file(limits, fetcher: fetcher, share: share)] }
        return files.enumerated().map { index, file in
            Submission(
                image: file.image, name: file.name, model: options.model, topK: options.topK, client: client,
                priority: options.priority ?? .normal,
                // The images of one body are told apart by their place in it.
                idempotencyKey: key.map { files.count == 1 ? $0 : "\($0)/\(index + 1)" })
        }
    }

    /// Checked whatever form the image comes in, as what the query says is: see `SubmissionOptions`.
    private static func imageName(_ request: Request) throws(ServiceError) -> String? {
        guard let name = request.headers[.imageName] else { return nil }
        guard name.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw ServiceError(
                .invalidRequest,
                "The X-Image-Name has characters beyond printable ASCII; write them percent-encoded, as %C3%A4 for ä.")
        }
        return name.removingPercentEncoding ?? name
    }

    private static func idempotencyKey(_ request: Request) throws(ServiceError) -> String? {
        guard let key = request.headers[.idempotencyKey] else { return nil }
        guard let sane = RequestIDMiddleware.sane(key) else {
            throw ServiceError(
                .invalidRequest, "The Idempotency-Key must have 1 to 128 printable ASCII characters and no space.")
        }
        return sane
    }
}
