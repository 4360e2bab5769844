import API
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `GET /metrics` of a service that has worked, read by the strict parser.
    @Suite struct MetricsTests {
        private func scrape(_ url: String) async throws -> PrometheusPage {
            let answer = try await Curl.run("\(url)/metrics")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            return try PrometheusPage(parsing: answer.text)
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func whatHappenedIsCounted() async throws {
            try await RunningService.run(arguments: ["--workers", "2"]) { service in
                for name in ["lemon.jpg", "alp.jpg", "banana.png"] {
                    _ = try await service.finished(try await service.submit(name).id)
                }
                let follower = try ChildProcess(
                    try #require(CommandRun.program("curl")), ["-sN", "\(service.url)/v1/events"])
                let follows = try await Deadline.poll {
                    try await scrape(service.url).value("top5_event_followers") == 1
                }
                #expect(follows)
                follower.kill(9)
                let isGone = try await Deadline.poll {
                    try await scrape(service.url).value("top5_event_followers") == 0
                }
                #expect(isGone)
                _ = try await Curl.run("-F", "image=@/etc/hostname;type=image/jpeg", "\(service.url)/v1/jobs")
                _ = try await Curl.run("-F", "other=x", "\(service.url)/predict")
                _ = try await Curl.run("-X", "PROPFIND", "\(service.url)/nowhere")
                _ = try await Curl.run("\(service.url)/v1/jobs/01ARZ3NDEKTSV4RRFFQ69G5FAV")

                let page = try await scrape(service.url)
                #expect(page.value("top5_jobs", ["state": "succeeded"]) == 3)
                #expect(page.value("top5_jobs", ["state": "queued"]) == 0)
                #expect(page.value("top5_queue_oldest_age_seconds") == 0)
                #expect(page.value("top5_jobs_accepted_total") == 3)
                #expect(page.value("top5_jobs_finished_total", ["outcome": "succeeded", "code": ""]) == 3)
                #expect(page.value("top5_job_seconds_count") == 3)
                for step in JobStep.allCases {
                    #expect(page.value("top5_step_seconds_count", ["step": step.rawValue]) == 3)
                }
                #expect(page.value("top5_workers", ["state": "idle"]) == 2)
                #expect(page.value("top5_ready") == 1 && page.value("top5_store_writable") == 1)
                #expect(page.value("top5_submissions_rejected_total", ["code": "UNSUPPORTED_IMAGE"]) == 1)
                #expect(page.value("top5_submissions_rejected_total", ["code": "HTTP_400"]) == 1)
                let posts = ["route": "/v1/jobs", "method": "POST"]
                #expect(page.value("top5_http_requests_total", posts.merging(["status": "202"]) { $1 }) == 3)
                #expect(page.value("top5_http_request_seconds_count", posts) == 4)
                let unknown = ["route": "none", "method": "other", "status": "404"]
                #expect(page.value("top5_http_requests_total", unknown) == 1)
                let one = ["route": "/v1/jobs/{id}", "method": "GET", "status": "404"]
                #expect(page.value("top5_http_requests_total", one) == 1)
                #expect(
                    page.value("top5_store_commit_writes_sum") ?? 0 >= page.value("top5_store_commit_writes_count") ?? 1
                )
                #expect(page.value("process_resident_memory_bytes") ?? 0 > 10_000_000)
                #expect(page.samples.count < 1000, "A label with any number of values?")
                let labels = page.samples.flatMap { $0.labels.values }
                #expect(!labels.contains { $0.contains("01ARZ") || $0.contains("lemon") || $0.contains("tests") })
            }
        }
    }
}
