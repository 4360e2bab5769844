/// What a metric means, and for a histogram its buckets.
package struct MetricDescription: Sendable {
    package var name: String
    package var help: String
    /// Upper bounds, in the metric's unit.
    package var buckets: [Double]

    package init(_ name: String, _ help: String, buckets: [Double] = seconds) {
        self.name = name
        self.help = help
        self.buckets = buckets
    }

    /// From half a millisecond to a minute.
    package static let seconds: [Double] = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ]
    private static let waiting: [Double] = [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600]
    private static let writes: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256]

    /// Everything that `GET /metrics` shows; docs/operations.md has the same list.
    package static let catalog: [MetricDescription] = [
        .init("top5_build_info", "Always 1; the version is a label."),
        .init("top5_ready", "1 when /readyz answers 200, else 0."),
        .init("top5_jobs", "Jobs in the store, by state. Missing while the store cannot be read."),
        .init("top5_queue_oldest_age_seconds", "How long the next job in the queue has waited; 0 when none waits."),
        .init("top5_queue_limit_jobs", "Waiting jobs at which submissions are refused."),
        .init("top5_workers", "Worker slots, by what they do: busy or idle."),
        .init("top5_event_followers", "Open event streams."),
        .init("top5_tls_certificate_end_seconds", "When the TLS certificate in use expires, in seconds since 1970."),
        .init("top5_upload_memory_bytes", "Bytes of uploads that are being read, stored or classified."),
        .init("top5_upload_memory_limit_bytes", "Bytes of uploads at which further ones are refused."),
        .init("top5_jobs_accepted_total", "Jobs taken into the queue."),
        .init("top5_jobs_accepted_bytes_total", "Bytes of their images."),
        .init("top5_jobs_finished_total", "Jobs that ended, by outcome and, for failures, by code."),
        .init(
            "top5_jobs_returned_total",
            "Attempts that ended with the job back in the queue: retry, released, lease_expired, restart."),
        .init("top5_submissions_rejected_total", "Submissions that were refused, by code."),
        .init("top5_image_fetches_total", "Fetches of images by address, by code; empty where the image came."),
        .init("top5_image_fetch_seconds", "Time of a fetch of an image by address, its refusals included."),
        .init("top5_job_queued_seconds", "From a job's acceptance to its last claim.", buckets: waiting),
        .init("top5_job_seconds", "From a job's acceptance to its success.", buckets: waiting),
        .init("top5_step_seconds", "Time of each step of the jobs that succeeded; none for answers from the cache."),
        .init("top5_http_requests_total", "Requests, by route, method and status."),
        .init("top5_http_request_seconds", "From a request's head to the answer's head, by route and method."),
        .init("top5_store_commit_writes", "Writes that shared one transaction.", buckets: writes),
        .init("top5_store_commit_seconds", "Time of a transaction, its sync to the disk included."),
        .init("top5_store_failures_total", "Reads and commits that the store failed at, by reason."),
        .init("top5_store_writable", "1 while the store takes writes, else 0."),
        .init("top5_store_bytes", "Size of the database with its write-ahead log."),
        .init("top5_store_free_bytes", "Space left on the store's file system for this user."),
        .init("process_resident_memory_bytes", "Resident memory."),
        .init("process_cpu_seconds_total", "Processor time, user and system."),
        .init("process_open_fds", "Open file descriptors."),
        .init("process_start_time_seconds", "Start of the process, in seconds since 1970."),
    ]
}
