import API
import Hummingbird
import Jobs
import Logging
import ServiceLifecycle

/// What stands between callers and routes: tokens, TLS, read-only mode, and the rule of where to listen without them.
struct Entrance: Sendable {
    var access: AccessControl?
    /// nil: connections are not encrypted.
    var certificate: ServerCertificate?
    var isReadOnly = false
    /// Whether other users' web pages could reach it: over TCP.
    var isReachableByBrowsers = false

    /// Open to everybody, for a router that is only looked at.
    init() {}

    /// - Throws: `ServiceError` for an address that is reachable from elsewhere without tokens; for tokens, a certificate or a
    ///   key that cannot be read.
    init(_ configuration: ServerConfiguration, logger: Logger) throws(ServiceError) {
        let listen = configuration.listen
        isReadOnly = configuration.access.isReadOnly
        if case .tcp = listen { isReachableByBrowsers = true }
        access = try configuration.access.tokenFile.map { file throws(ServiceError) in
            try AccessControl(file: file, logger: logger)
        }
        certificate = try configuration.access.tls.map { files throws(ServiceError) in
            try ServerCertificate(files: files, logger: logger)
        }
        if access?.tokenCount == 0 {
            logger.warning("there is no token: nobody is let in until one is made with top5 token create")
        }
        guard !listen.isLocal else { return }
        guard let access, access.tokenCount > 0 else {
            throw ServiceError(
                .invalidRequest,
                """
                \(listen) can be reached from other machines, so it takes tokens: make one with `top5 token create --role \
                operator --name NAME` and start again, or listen on 127.0.0.1, localhost, ::1 or unix:PATH.
                """)
        }
        if certificate == nil {
            logger.warning(
                """
                NO TLS: images and tokens cross the network in the clear, for anybody on the way to read and reuse. Give \
                --tls-cert and --tls-key, or put a proxy with TLS in front and listen on 127.0.0.1.
                """, metadata: ["address": .string(listen.description)])
        }
    }

    /// Services that have to run for it.
    var services: [any Service] {
        (access.map { [AccessWatch(access: $0)] } ?? [])
            + (certificate.map { [CertificateWatch(certificate: $0)] } ?? [])
    }

    func addMiddleware(to router: Router<ServiceRequestContext>, queue: JobQueue) {
        if access == nil, isReachableByBrowsers { router.add(middleware: BrowserMiddleware()) }
        router.add(
            middleware: AccessMiddleware(
                access: access, isReadOnly: isReadOnly, isSecure: certificate != nil, queue: queue))
    }
}
