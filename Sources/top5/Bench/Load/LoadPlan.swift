import Foundation
import Glibc

/// What a load is to do.
struct LoadPlan: Sendable {
    /// How a connection learns that its job has ended.
    enum Waiting: Sendable {
        /// By the service's events, all connections by one stream.
        case events
        /// By asking `/results/ID` again and again, as the tutorial's clients do.
        case polling(everyMilliseconds: Int)
        /// Not at all: the next submission follows the answer.
        case none
    }

    /// How an image is sent.
    enum Style: Sendable {
        /// `POST /v1/jobs`, the image raw.
        case version1
        /// `POST /predict`, multipart.
        case tutorial
    }

    var target: LoadTarget
    var pictures: [Data]
    var style = Style.version1
    var waiting = Waiting.events
    /// That submit at the same time, each one job at a time.
    var connections = 64
    /// Seconds that are measured.
    var seconds: Double
    /// Seconds in front of them.
    var warmUp = 1.0
    /// Submissions after which the load stops; nil: none but the time.
    var most: Int?
    /// Submissions a second at most, evenly; nil: as many as there are connections for.
    var perSecond: Double?
    /// Streams of all events that are read beside the load.
    var followers = 0
    /// Its CPU time is measured too.
    var service: pid_t?
    /// For what is under way at the end.
    var patience = 60.0

    static let boundary = "top5-bench-boundary"

    /// An image's body, as it goes over the wire.
    func body(_ picture: Data) -> [UInt8] {
        switch style {
        case .version1: Array(picture)
        case .tutorial:
            Array(
                """
                --\(Self.boundary)\r
                Content-Disposition: form-data; name="image"; filename="bench.jpg"\r
                Content-Type: image/jpeg\r
                \r

                """.utf8) + Array(picture) + Array("\r\n--\(Self.boundary)--\r\n".utf8)
        }
    }

    /// The head of a submission by one of the connections.
    func head(connection: Int, bytes: Int) -> [UInt8] {
        let (path, type) =
            switch style {
            case .version1: ("/v1/jobs", "application/octet-stream")
            case .tutorial: ("/predict", "multipart/form-data; boundary=\(Self.boundary)")
            }
        return Array(
            """
            POST \(path) HTTP/1.1\r
            Host: \(target.host)\r
            Content-Type: \(type)\r
            Content-Length: \(bytes)\r
            X-Client: bench-\(connection)\r
            \r

            """.utf8)
    }

    func get(_ path: String) -> [UInt8] { Array("GET \(path) HTTP/1.1\r\nHost: \(target.host)\r\n\r\n".utf8) }

    /// The key of a job's id in the answer to a submission.
    var idKey: String {
        switch style {
        case .version1: "\"job_id\":\""
        case .tutorial: "\"task_id\":\""
        }
    }
}
