import API
import Foundation
import HTTPTypes
import Hummingbird
import Inference
import Jobs
import NIOCore
import Processes

/// `/v1/jobs`: submit, list, look, cancel, retry.
struct JobRoutes {
    let service: ClassificationService
    let previews: PreviewMaker

    func add(to router: Router<ServiceRequestContext>) {
        router.post("/v1/jobs", use: submit)
        router.get("/v1/jobs", use: list)
        router.get("/v1/jobs/{id}", use: look)
        router.delete("/v1/jobs/{id}") { _, context -> Response in
            try await service.queue.remove(Self.id(context))
            return Response(status: .noContent)
        }
        router.get("/v1/jobs/{id}/image", use: image)
        router.post("/v1/jobs/{id}/cancel") { _, context -> Response in
            try .json(try await service.show(service.queue.cancel(Self.id(context))))
        }
        router.post("/v1/jobs/{id}/retry") { _, context -> Response in
            let job = try await service.show(service.queue.retry(Self.id(context)))
            return try .json(job, status: .accepted, headers: [.location: job.statusURL])
        }
    }

    private static func id(_ context: ServiceRequestContext) throws -> JobID {
        JobID(rawValue: try context.parameters.require("id"))
    }

    /// A revision never comes back with other contents, except for what is worked out anew each time: the place of a
    /// waiting job, and why it waits, are part of its tag.
    @Sendable private func look(_ request: Request, context: ServiceRequestContext) async throws -> Response {
        let job = try await service.show(service.queue.job(Self.id(context)))
        let waiting = job.waiting.map { "-\($0.reason)\(Data(($0.behind ?? "").utf8).base64EncodedString())" } ?? ""
        let tag = "\"\(job.revision)\(job.queuePosition.map { "-\($0)" } ?? "")\(waiting)\""
        let headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
        guard !EntityTag.matches(request.headers[values: .ifNoneMatch], tag) else {
            return Response(status: .notModified, headers: headers)
        }
        return try .json(job, headers: headers)
    }

    /// One image gives one job, several give `{"jobs": […]}`.
    @Sendable private func submit(_ request: Request, context: ServiceRequestContext) async throws -> Response {
        var jobs = try await SubmissionReader(service).read(request) { try await service.submit($0) }
        var status = HTTPResponse.Status.accepted
        var headers = HTTPFields()
        if let seconds = WaitPreference.seconds(request.headers[values: .prefer]) {
            headers[.preferenceApplied] = "wait=\(seconds)"
            jobs = try await service.wait(for: jobs, seconds: seconds)
            if jobs.allSatisfy(\.status.isFinished) { status = .ok }
        }
        guard jobs.count == 1, let job = jobs.first else {
            return try .json(["jobs": jobs], status: status, headers: headers)
        }
        headers[.location] = job.statusURL
        return try .json(job, status: status, headers: headers)
    }

    @Sendable private func list(_ request: Request, context: ServiceRequestContext) async throws -> Response {
        let query = request.uri.queryParameters
        try ListParameters.check(query, also: ["limit", "cursor", "sort", "total"])
        let limit = try query["limit"].map { try Self.number(String($0), "limit") } ?? 50
        guard (1...500).contains(limit) else {
            throw ServiceError(.invalidRequest, "limit is \(limit); it must be 1 to 500.", details: ["limit": 500])
        }
        guard [nil, "exact"].contains(query["total"]) else {
            throw ServiceError(.invalidRequest, "total is \(query["total"] ?? ""); only exact is known.")
        }
        return try .json(
            try await service.list(
                JobListQuery(
                    filter: try ListParameters.filter(query), sort: query["sort"].map(String.init), limit: limit,
                    cursor: query["cursor"].map(String.init), wantsExactTotal: query["total"] != nil)))
    }

    @Sendable private func image(_ request: Request, context: ServiceRequestContext) async throws -> Response {
        let id = try Self.id(context)
        let job = try JobSnapshot.make(try await service.queue.job(id))
        let bytes = try await service.queue.payload(id)
        if let text = request.uri.queryParameters["fit"] {
            return try await preview(bytes, fit: try Self.number(String(text), "fit"))
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "image/\(job.image.format)",
                // Bytes of a stranger: no browser shall run them as anything else.
                .contentDisposition: "attachment", .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Pixels of a preview's box.
    static let previewSides = 16...1024

    private func preview(_ bytes: Data, fit: Int) async throws -> Response {
        let sides = Self.previewSides
        guard sides.contains(fit) else {
            throw ServiceError(
                .invalidRequest, "fit is \(fit); it must be \(sides.lowerBound) to \(sides.upperBound) pixels.",
                details: ["limit": sides.upperBound])
        }
        let file = try await previews.make(bytes, side: fit, limits: service.imageLimits)
        return Response(
            status: .ok,
            // The image of a job never changes.
            headers: [.contentType: "image/jpeg", .cacheControl: "private, max-age=86400, immutable"],
            body: .init(byteBuffer: ByteBuffer(bytes: file)))
    }

    private static func number(_ text: String, _ name: String) throws(ServiceError) -> Int {
        guard let number = Int(text) else {
            throw ServiceError(.invalidRequest, "\(name) is '\(text)'; it must be a whole number.")
        }
        return number
    }
}
