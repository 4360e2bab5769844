package import ServiceLifecycle

/// A client with connections of its own: run it in a `ServiceGroup`, or call `shutdown()`.
package protocol ClosableServiceClient: ServiceClient, Service {
    /// Closes every connection; requests under way fail and followers end. A second call does nothing.
    func shutdown() async
}
