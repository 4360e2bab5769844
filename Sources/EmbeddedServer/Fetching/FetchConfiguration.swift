/// Which addresses of images (`data.image_url`) are fetched, and what a fetch may take.
package struct FetchConfiguration: Sendable {
    /// None: nothing is fetched. Default none.
    package var hosts: [HostPattern] = []
    /// Whether addresses inside the network count too: loopback, private, link-local. Default false.
    package var allowsPrivateAddresses = false
    /// Seconds from the first look at an address to the image's last byte, redirects included. Default 20.
    package var overallSeconds = 20.0
    /// Seconds for which an answer may pause. Default 5.
    package var idleSeconds = 5.0
    /// Seconds for a connection. Default 5.
    package var connectSeconds = 5.0
    /// Redirects that are followed. Default 3.
    package var maxRedirects = 3
    /// Fetches at once. Default 16.
    package var maxFetches = 16

    package init() {}
}
