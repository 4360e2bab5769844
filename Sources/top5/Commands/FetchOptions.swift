import ArgumentParser
import EmbeddedServer

/// Which images the service fetches from addresses.
struct FetchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            A host that submissions may have images fetched from (data.image_url): HOST, *.DOMAIN, HOST:PORT where the port \
            is not 80 or 443; may be repeated. Without one nothing is fetched.
            """, valueName: "host"))
    var allowUrlHost: [String] = []

    @Flag(
        help: """
            DANGEROUS: also fetch where an allowed host is inside the network (loopback, private, link-local): whoever \
            submits then reaches what only this machine can.
            """)
    var allowPrivateUrls = false

    func validate() throws {
        if allowPrivateUrls, allowUrlHost.isEmpty {
            throw ValidationError("--allow-private-urls does nothing without --allow-url-host HOST.")
        }
    }

    func configuration() throws(CommandError) -> FetchConfiguration {
        var configuration = FetchConfiguration()
        configuration.allowsPrivateAddresses = allowPrivateUrls
        for host in allowUrlHost {
            do {
                configuration.hosts.append(try HostPattern(parsing: host))
            } catch {
                throw CommandError("--allow-url-host: \(error.message)", status: 2)
            }
        }
        return configuration
    }
}
