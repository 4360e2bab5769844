/// `GET /v1/limits`: every limit that a submission meets, so that a client can check first.
package struct Limits: Codable, Sendable, Equatable {
    /// Bytes of one image. Default 20 MiB.
    package var maxImageBytes: Int
    /// Pixels, width times height. Default 50 megapixels.
    package var maxImagePixels: Int
    /// Pixels of either side. Default 20,000.
    package var maxImageSide: Int
    /// Frames or pages of one file; only the first is classified. nil: an older service.
    package var maxImageFrames: Int?
    /// Time for decoding one image. nil: an older service.
    package var maxDecodingMs: Int?
    /// Images in one multipart body. Default 32.
    package var maxImagesPerRequest: Int
    /// Bytes of all images of one multipart body. Default 64 MiB, or one image if that may have more.
    package var maxRequestBytes: Int
    /// Names as in `ImageInfo.format`.
    package var formats: [String]
    /// Classes that a job's answer has unless it asks for more or fewer. Default 5.
    package var defaultTopK: Int
    /// The largest number that may be asked for; `all` may be more. Default 10,000.
    package var maxTopK: Int
    /// Waiting jobs before `QUEUE_FULL`. Default 10,000.
    package var maxQueuedJobs: Int
    /// Bytes of all waiting images before `QUEUE_FULL`. Default 4 GiB.
    package var maxQueuedBytes: Int
    /// Waiting jobs of one client before `CLIENT_OVER_SHARE`. Default three quarters of `max_queued_jobs`.
    package var maxQueuedJobsPerClient: Int
    /// Milliseconds for which a finished job is kept; nil: for ever. Default 30 days.
    package var keepJobsMs: Int64?
    /// Milliseconds for which a finished job's image is kept; nil: as long as the job. Default 7 days.
    package var keepImagesMs: Int64?
    /// Bytes of an image's name. Longer ones are cut. Default 255.
    package var maxNameBytes: Int
    /// Bytes of all uploads under way, before `UPLOAD_MEMORY_FULL`. nil: an older service.
    package var maxUploadMemoryBytes: Int?
    /// Hosts that `data.image_url` may name, `*.DOMAIN` for all below a domain; none: no image is fetched. nil: an older
    /// service.
    package var imageURLHosts: [String]?

    package init(
        maxImageBytes: Int = 20 * 1024 * 1024, maxImagePixels: Int = 50_000_000, maxImageSide: Int = 20_000,
        maxImageFrames: Int? = nil, maxDecodingMs: Int? = nil, maxImagesPerRequest: Int = 32,
        maxRequestBytes: Int = 64 * 1024 * 1024, formats: [String] = [],
        defaultTopK: Int = 5, maxTopK: Int = 10_000,
        maxQueuedJobs: Int = 10_000, maxQueuedBytes: Int = 4 << 30, maxQueuedJobsPerClient: Int? = nil,
        keepJobsMs: Int64? = 30 * 86_400_000, keepImagesMs: Int64? = 7 * 86_400_000, maxNameBytes: Int = 255
    ) {
        self.maxImageBytes = maxImageBytes
        self.maxImagePixels = maxImagePixels
        self.maxImageSide = maxImageSide
        self.maxImageFrames = maxImageFrames
        self.maxDecodingMs = maxDecodingMs
        self.maxImagesPerRequest = maxImagesPerRequest
        self.maxRequestBytes = max(maxRequestBytes, maxImageBytes)
        self.formats = formats
        self.defaultTopK = defaultTopK
        self.maxTopK = maxTopK
        self.maxQueuedJobs = maxQueuedJobs
        self.maxQueuedBytes = maxQueuedBytes
        self.maxQueuedJobsPerClient = maxQueuedJobsPerClient ?? max(1, maxQueuedJobs / 4 * 3)
        self.keepJobsMs = keepJobsMs
        self.keepImagesMs = keepImagesMs
        self.maxNameBytes = maxNameBytes
    }

    enum CodingKeys: String, CodingKey {
        case maxImageBytes = "max_image_bytes"
        case maxImagePixels = "max_image_pixels"
        case maxImageSide = "max_image_side"
        case maxImageFrames = "max_image_frames"
        case maxDecodingMs = "max_decoding_ms"
        case maxImagesPerRequest = "max_images_per_request"
        case maxRequestBytes = "max_request_bytes"
        case formats
        case defaultTopK = "default_top_k"
        case maxTopK = "max_top_k"
        case maxQueuedJobs = "max_queued_jobs"
        case maxQueuedBytes = "max_queued_bytes"
        case maxQueuedJobsPerClient = "max_queued_jobs_per_client"
        case keepJobsMs = "keep_jobs_ms"
        case keepImagesMs = "keep_images_ms"
        case maxNameBytes = "max_name_bytes"
        case maxUploadMemoryBytes = "max_upload_memory_bytes"
        case imageURLHosts = "image_url_hosts"
    }
}
