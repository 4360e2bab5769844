/// Whether the service would take a file, before it is sent.
package enum FileVerdict: Sendable, Equatable {
    /// Not looked at yet, or the limits are not known yet.
    case unknown
    case acceptable
    /// A stable code of the service, and a sentence.
    case refused(code: String, message: String)
    case notAnImage(String)
}
