import Hummingbird

extension Request {
    /// A path of this service as its caller reaches it.
    func absoluteURL(_ path: String) -> String { "\(head.scheme ?? "http")://\(head.authority ?? "localhost")\(path)" }
}
