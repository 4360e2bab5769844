import API
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import EmbeddedServer

extension EndToEnd {
    /// Who may do what, over real HTTP with tokens that `top5 token` made.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct RoleTests {
        /// What each route needs, once more: a route that is new has to be thought about here too.
        private static let needs: [String: AccessRole] = [
            "POST /v1/jobs": .submitter, "GET /v1/jobs": .viewer, "GET /v1/jobs/{id}": .viewer,
            "GET /v1/jobs/{id}/image": .viewer, "POST /v1/jobs/{id}/cancel": .submitter,
            "POST /v1/jobs/{id}/retry": .submitter, "DELETE /v1/jobs/{id}": .submitter,
            "POST /v1/jobs/cancel": .submitter, "POST /v1/jobs/retry": .submitter, "DELETE /v1/jobs": .submitter,
            "GET /v1/events": .viewer, "GET /v1/limits": .viewer, "GET /v1/models": .viewer,
            "GET /v1/models/{name}": .viewer, "GET /v1/stats": .viewer, "POST /predict": .submitter,
            "POST /v1/predictions": .submitter,
            "GET /results/{id}": .viewer, "GET /api/model/info": .viewer, "GET /v1/workers": .viewer,
            "POST /v1/workers/{name}/quiet": .operator, "POST /v1/workers/{name}/resume": .operator,
            "POST /v1/workers/{name}/drain": .operator,
            "POST /v1/queue/pause": .operator, "POST /v1/queue/resume": .operator, "GET /metrics": .viewer,
            "POST /jobs": .submitter, "GET /jobs/{id}": .viewer, "POST /start-task": .submitter,
            "GET /task-status/{id}": .viewer,
        ]
        private static let open: Set = ["GET /livez", "GET /readyz", "GET /", "GET /openapi.json"]

        @Test func everyRouteLetsInWhomItShould() async throws {
            let callers: [(String?, AccessRole?)] = [
                (nil, nil), ("eye", .viewer), ("ann", .submitter), ("op", .operator),
            ]
            try await GuardedService.run { service in
                for route in RouteTable.routes {
                    let name = "\(route.method.rawValue) \(route.path)"
                    let needed = Self.needs[name]
                    try #require(needed != nil || Self.open.contains(name), "\(name): say here what role it needs")
                    let path = route.path.replacing("{id}", with: "none").replacing("{name}", with: "none")
                    for (caller, role) in callers {
                        let status = try await service.status(route.method.rawValue, path, as: caller)
                        let text = "\(name) as \(caller ?? "nobody"): \(status.map(String.init) ?? "no answer")"
                        let isRefused = status == 401 || status == 403
                        switch (needed, role) {
                        case (nil, _): #expect(status == 200 || status == 503, "\(text)")
                        case (_?, nil): #expect(status == 401, "\(text)")
                        case (let needed?, let role?):
                            #expect(role < needed ? status == 403 : !isRefused && status != nil, "\(text)")
                        }
                        if route.method == .get, status != 200 || path != "/v1/events" {
                            #expect(try await service.status("HEAD", path, as: caller) == status, "HEAD, \(text)")
                        }
                    }
                }
                #expect(try await service.status("GET", "/none", as: nil) == 401)
                #expect(try await service.status("GET", "/none", as: "eye") == 404)
                #expect(try await service.status("PUT", "/v1/jobs", as: "eye") == 405)
            }
        }

        @Test func aSubmitterActsOnItsOwnJobsOnly() async throws {
            try await GuardedService.run { service in
                let anns = try await service.submit(as: "ann", "-H", "X-Client: bob")
                let bobs = try await service.submit(as: "bob")
                let job = try await service.finished(anns)
                #expect(job["client"] as? String == "ann", "the token says who it is, not X-Client")
                _ = try await service.finished(bobs)

                for (method, path) in [
                    ("DELETE", ""), ("POST", "/cancel"), ("POST", "/retry"),
                ] {
                    let answer = try await service.curl("/v1/jobs/\(bobs)\(path)", as: "ann", "-X", method)
                    #expect(answer.status == 403, "\(method) \(path): \(answer.text)")
                    #expect(answer.errorCode == "FORBIDDEN")
                    // An id that is written otherwise is another id, not a way around.
                    let encoded = bobs.replacing("0", with: "%30")
                    let round = try await service.curl("/v1/jobs/\(encoded)\(path)", as: "ann", "-X", method)
                    #expect(round.status == 404, "\(round.text)")
                }
                let filter = "state=succeeded&client=bob"
                let foreign = try await service.curl("/v1/jobs?\(filter)", as: "ann", "-X", "DELETE")
                #expect(foreign.json["matched"] as? Int == 0, "\(foreign.text)")
                let all = try await service.curl("/v1/jobs?state=succeeded", as: "ann", "-X", "DELETE")
                #expect(all.json["changed"] as? Int == 1, "\(all.text)")
                #expect(try await service.curl("/v1/jobs/\(anns)", as: "eye").status == 410)
                #expect(try await service.curl("/v1/jobs/\(bobs)", as: "eye").status == 200)
                #expect(try await service.curl("/v1/jobs/\(bobs)", as: "op", "-X", "DELETE").status == 204)
            }
        }

        @Test func refusalsSayWhatToDoInTheShapeOfTheirRoute() async throws {
            try await GuardedService.run { service in
                let none = try await service.curl("/v1/jobs")
                #expect(none.status == 401)
                #expect(none.errorCode == "UNAUTHENTICATED")
                #expect(none.headers["www-authenticate"] == #"Bearer realm="top5""#)
                let image = "image=@\(Top5Program.sample("lemon.jpg").path)"
                let tutorial = try await service.curl("/predict", as: nil, "-F", image)
                #expect(tutorial.status == 401)
                #expect((tutorial.json["error"] as? String)?.contains("Authorization") == true, "\(tutorial.text)")
                #expect(tutorial.headers["www-authenticate"] == #"Bearer realm="top5""#)
                let viewer = try await service.curl("/predict", as: "eye", "-F", image)
                #expect(viewer.status == 403)
                #expect((viewer.json["error"] as? String)?.contains("submitter") == true, "\(viewer.text)")
                let good = try await service.curl("/predict", as: "ann", "-F", image)
                #expect(good.status == 202, "\(good.text)")
                let result = try #require(good.json["task_id"] as? String)
                #expect(try await service.finished(result)["client"] as? String == "ann")
            }
        }

        @Test func readOnlyMeansThatNothingChanges() async throws {
            try await GuardedService.run(arguments: ["--read-only"]) { service in
                for route in RouteTable.routes where route.method != .get {
                    let path = route.path.replacing("{id}", with: "none")
                    let status = try await service.status(route.method.rawValue, path, as: "op")
                    #expect(status == 403, "\(route.method) \(path)")
                }
                let answer = try await service.curl("/v1/jobs/none/cancel", as: "op", "-X", "POST")
                #expect(answer.error?.message.contains("read-only") == true, "\(answer.text)")
                #expect(try await service.curl("/v1/jobs", as: "op").status == 200)
            }
        }
    }
}
