import API
import Foundation
import HTTPTypes
import Hummingbird
import Jobs

/// The asynchronous pattern of the tutorial's section 3.2.2: `POST /jobs`, `GET /jobs/{job_id}`. Errors are the API's own:
/// they have the shape that the same section asks for.
struct TutorialJobRoutes {
    let service: ClassificationService

    func add(to router: Router<ServiceRequestContext>) {
        router.post("/jobs") { request, context -> Response in
            let job = try await SubmissionReader(service).read(request) { submissions in
                guard submissions.count == 1 else {
                    throw ServiceError(
                        .invalidRequest,
                        "The body has \(submissions.count) images; /jobs takes one a request, /v1/jobs takes several.")
                }
                return try await service.submit(submissions)[0]
            }
            let answer = TutorialJob(job, requestID: context.requestID)
            return try .json(answer, status: .accepted, headers: [.location: answer.statusURL])
        }
        router.get("/jobs/{id}") { _, context -> Response in
            let id = JobID(rawValue: try context.parameters.require("id"))
            let job = try JobSnapshot.make(try await service.queue.job(id))
            return try .json(TutorialJob(job, requestID: context.requestID))
        }
    }
}
