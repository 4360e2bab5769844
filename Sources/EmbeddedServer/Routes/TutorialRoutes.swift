import API
import Foundation
import HTTPTypes
import Hummingbird
import Inference
import Jobs
import Logging

/// The endpoints of the Flask and Celery tutorial's service, with its answers, so that its clients work unchanged.
struct TutorialRoutes {
    let service: ClassificationService

    func add(to router: Router<ServiceRequestContext>) {
        router.get("/") { _, _ -> Response in
            .text(
                """
                top5 classifies images. POST one to /predict (field 'image') or to /v1/jobs; POST {"features":[…]} to \
                /predict for a model of numbers. See /v1/models.

                """)
        }
        router.get("/api/model/info") { _, _ -> Response in
            let id = try service.library.resolve(nil)
            let parts = id.split(separator: "@", maxSplits: 1).map(String.init)
            return try .json(
                ModelCard(name: parts[0], version: parts.count > 1 ? parts[1] : "", input: "image/jpeg", output: "json")
            )
        }
        router.post("/predict", use: predict)
        router.get("/results/{id}", use: result)
    }

    private struct ModelCard: Encodable {
        var name: String
        var version: String
        var input: String
        var output: String

        enum CodingKeys: String, CodingKey {
            case name = "model_name"
            case version
            case input = "input_type"
            case output = "output_type"
        }
    }

    @Sendable private func predict(_ request: Request, context: ServiceRequestContext) async throws -> Response {
        try await TutorialErrors(context: context, retryAfterSeconds: service.retryAfterSeconds).answering {
            let type = HeaderParameters(request.headers[.contentType] ?? "")
            return try await service.uploads.withShare(of: request) { share in
                let reader = UploadReader(limits: service.limits, share: share)
                if type.isJSON { return try await classifyFeatures(request, reader, context: context) }
                return try await submitImage(request, reader, boundary: type.boundary)
            }
        }
    }

    /// - Parameter boundary: nil where the body is no form.
    private func submitImage(_ request: Request, _ reader: UploadReader, boundary: String?) async throws -> Response {
        guard let boundary, let image = try await reader.multipart(request, boundary: boundary).images.first,
            let name = image.name
        else {
            return try TutorialErrors.answer("No image file provided in the request", status: .badRequest)
        }
        guard [".png", ".jpg", ".jpeg"].contains(where: name.lowercased().hasSuffix) else {
            return try TutorialErrors.answer(
                "Invalid file type. Please upload a PNG, JPG, or JPEG image.", status: .badRequest)
        }
        let job = try await service.submit(
            Submission(
                image: image.image, name: name, model: request.uri.queryParameters["model"].map(String.init),
                client: ClientName.of(request)))
        return try .json(
            TutorialStarted(
                message: "Image classification task started.", taskID: job.id,
                statusURL: request.absoluteURL("/results/\(job.id)")),
            status: .accepted)
    }

    /// Section 3.1.3: a row of numbers, answered at once.
    private func classifyFeatures(
        _ request: Request, _ reader: UploadReader, context: ServiceRequestContext
    ) async throws -> Response {
        let body = try await reader.json(
            request, maxBytes: UploadReader.maxRowBytes, advice: "Send one row of numbers.")
        return try .json(
            try await FeaturePrediction(library: service.library).answer(
                body, model: request.uri.queryParameters["model"].map(String.init), logger: context.logger))
    }

    @Sendable private func result(_ request: Request, context: ServiceRequestContext) async throws -> Response {
        let id = try context.parameters.require("id")
        do {
            let job = try JobSnapshot.make(try await service.queue.job(JobID(rawValue: id)))
            return try .json(TutorialResult(job))
        } catch let error as JobError where error.code == .notFound || error.code == .expired {
            // Celery cannot tell an unknown or forgotten task from a waiting one, and answers so.
            return try .json(TutorialResult(unknown: id))
        }
    }
}
