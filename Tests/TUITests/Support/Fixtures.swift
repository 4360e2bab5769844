import API
import Foundation

@testable import TUI

/// Jobs and files for the screens.
enum Fixtures {
    static let model = ModelInfo(
        id: "mobilenet-v2@1", name: "mobilenet-v2", version: "1", title: "MobileNet v2", isDefault: true,
        state: "ready", task: "image-classification", classes: 1001, input: "uint8 NHWC [1,224,224,3]",
        license: "Apache-2.0", source: "example")

    static let stats = ServiceStats(
        depth: ["queued": 37, "running": 2, "succeeded": 1204, "failed": 3, "cancelled": 1], imagesPerSecond: 12.4,
        latencyMs: [ServiceStats.totalKey: Percentiles(p50: 22, p95: 41, p99: 63)],
        workers: WorkerCounts(slots: 2, busy: 2), durability: "fsync before 202", uptimeSeconds: 3600, version: "0.1.0")

    static let cat: [Prediction] = [
        Prediction(index: 282, label: "tabby, tabby cat", score: 0.6412),
        Prediction(index: 286, label: "Egyptian cat", score: 0.1763),
        Prediction(index: 283, label: "tiger cat", score: 0.1604),
        Prediction(index: 288, label: "lynx, catamount", score: 0.0041),
        Prediction(index: 293, label: "tiger, Panthera tigris", score: 0.0036),
    ]

    /// A ULID-like id: `number` grows with time.
    static func id(_ number: Int) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        var rest = number
        var tail = ""
        for _ in 0..<8 {
            tail = String(alphabet[rest % 32]) + tail
            rest /= 32
        }
        return "01JXW5T2QK7M3R9BDE" + tail
    }

    static func job(
        _ number: Int, _ name: String, _ status: JobStatus = .queued, revision: Int = 1, client: String = "me"
    ) -> Job {
        let created = Scene.noon.addingTimeInterval(Double(number) / 100 - 100)
        var job = Job(
            id: id(number), status: status, revision: revision,
            image: ImageInfo(name: name, format: "jpeg", width: 500, height: 375, bytes: 51_234, sha256: sha),
            model: "mobilenet-v2@1", client: client, createdAt: created)
        switch status {
        case .queued:
            job.queuePosition = 4
            job.etaMs = 312
        case .running:
            job.attempt = 1
            job.startedAt = Scene.noon.addingTimeInterval(-0.012)
            job.progress = JobProgress(step: .inferring, fraction: 0.75)
        case .succeeded:
            finish(&job, created)
            job.timingsMs.inferring = 13.0
            job.timingsMs.formatting = 0.1
            job.prediction = cat
        case .failed:
            finish(&job, created)
            job.error = ErrorDetail(
                code: "UNREADABLE_IMAGE", message: "The JPEG ends after 4,096 of 51,234 bytes: the file is truncated.",
                requestID: "req-7f3a", step: .decoding)
        case .cancelled:
            job.finishedAt = created.addingTimeInterval(0.02)
        }
        return job
    }

    private static let sha = String(repeating: "5d41402abc4b2a76", count: 4)

    private static func finish(_ job: inout Job, _ created: Date) {
        job.attempt = 1
        job.startedAt = created.addingTimeInterval(0.0031)
        job.finishedAt = created.addingTimeInterval(0.0193)
        job.timingsMs = JobTimings(queued: 3.1, decoding: 2.2, preprocessing: 0.9)
    }

    /// One of each state, newest first.
    static let everyState: [Job] = {
        var bus = job(5, "bus.png", .queued, client: "ci-2")
        bus.image.format = "png"
        return [
            job(6, "dog.jpg", .running), bus, job(4, "cat.jpg", .succeeded),
            job(3, "torn.jpg", .failed, client: "ci-2"), job(2, "old-barn-at-sunset-over-the-lake.webp", .cancelled),
            job(1, "kitten-on-a-keyboard.jpg", .succeeded, client: "nightly-batch"),
        ]
    }()

    static let photos: [FileEntry] = [
        FileEntry("trips", kind: .folder), FileEntry("cat.jpg", size: 51_234), FileEntry("dog.jpg", size: 88_410),
        FileEntry("img10.png", size: 1_204_000), FileEntry("img2.png", size: 20_480),
        FileEntry("huge.png", size: 410_000_000), FileEntry("wide.png", size: 90_000),
        FileEntry("notes.txt", size: 812), FileEntry("empty.jpg", size: 0), FileEntry(".hidden.jpg", size: 12),
    ]

    static let photoFacts: [String: FileFacts] = [
        "cat.jpg": .image(PreviewFacts(format: "jpeg", width: 500, height: 375)),
        "dog.jpg": .image(PreviewFacts(format: "jpeg", width: 800, height: 600)),
        "img10.png": .image(PreviewFacts(format: "png", width: 1024, height: 768)),
        "img2.png": .image(PreviewFacts(format: "png", width: 64, height: 64)),
        "huge.png": .image(PreviewFacts(format: "png", width: 18_000, height: 12_000)),
        "wide.png": .image(PreviewFacts(format: "png", width: 30_000, height: 30_000)),
        "notes.txt": .unknownFormat, "empty.jpg": .empty,
    ]

    /// Slanted stripes in half blocks.
    static func picture(rows: Int, columns: Int) -> CellImage {
        let width = min(columns, rows * 2)
        var cells: [Cell] = []
        for row in 0..<rows {
            for column in 0..<width {
                func shade(_ line: Int) -> Color {
                    let wave = UInt8(truncatingIfNeeded: 90 + ((line + column) % 12) * 10)
                    return Color(wave, UInt8(80 + 120 * line / max(1, rows * 2)), 170)
                }
                cells.append(
                    Cell(glyph: "▀", style: Style(foreground: shade(row * 2), background: shade(row * 2 + 1))))
            }
        }
        return CellImage(size: Size(rows: rows, columns: width), cells: cells)
    }
}
