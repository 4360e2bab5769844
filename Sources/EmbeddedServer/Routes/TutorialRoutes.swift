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

    private struct Started: Encodable {
        var message: String
        var taskID: String
        var statusURL: String

        enum CodingKeys: String, CodingKey {
            case message
            case taskID = "task_id"
            case statusURL = "status_url"
        }
    }

    @Sendable private func predict(_ request: Request, context: ServiceRequestContext) async throws -> Response {
        do {
            let type = HeaderParameters(request.headers[.contentType] ?? "")
            if type.isJSON { return try await classifyFeatures(request, context: context) }
            guard type.value == "multipart/form-data", let boundary = type.parameters["boundary"],
                let image = try await UploadReader(limits: service.limits).multipart(request, boundary: boundary).image,
                let name = image.name
            else {
                return try failure("No image file provided in the request", status: .badRequest)
            }
            guard [".png", ".jpg", ".jpeg"].contains(where: name.lowercased().hasSuffix) else {
                return try failure("Invalid file type. Please upload a PNG, JPG, or JPEG image.", status: .badRequest)
            }
            let job = try await service.submit(
                Submission(
                    image: image.image, name: name, model: request.uri.queryParameters["model"].map(String.init),
                    client: ClientName.of(request)))
            let host = request.head.authority ?? "localhost"
            return try .json(
                Started(
                    message: "Image classification task started.", taskID: job.id,
                    statusURL: "http://\(host)/results/\(job.id)"),
                status: .accepted)
        } catch let refusal as FeatureRefusal {
            return try failure(refusal.message, status: .init(code: refusal.status))
        } catch let error as ServiceError where error.endsConnection {
            context.notes.errorCode = error.code.rawValue
            context.closeConnectionSoon()
            return try failure(
                error.message, status: .init(code: error.code.httpStatus), headers: [.connection: "close"])
        } catch {
            let error = ServiceError(any: error)
            context.notes.errorCode = error.code.rawValue
            if error.code == .internalError {
                context.logger.error("request failed", metadata: ["error": .string(error.description)])
            }
            return try failure(error.message, status: .init(code: error.code.httpStatus))
        }
    }

    /// Section 3.1.3: a row of numbers, answered at once.
    private func classifyFeatures(_ request: Request, context: ServiceRequestContext) async throws -> Response {
        let body = try await UploadReader(limits: service.limits).json(request)
        return try .json(
            try await FeaturePrediction(library: service.library).answer(
                body, model: request.uri.queryParameters["model"].map(String.init), logger: context.logger))
    }

    /// The tutorial's error shape: a sentence under `error`.
    private func failure(
        _ message: String, status: HTTPResponse.Status, headers: HTTPFields = [:]
    ) throws -> Response {
        try .json(["error": message], status: status, headers: headers)
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
