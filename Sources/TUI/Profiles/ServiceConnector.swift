package import Client

/// Makes the clients for the profiles; the program that has the addresses and the tokens plugs it in.
package protocol ServiceConnector: Sendable {
    /// Whether asking it would start nothing.
    func isStarted(_ profile: String) async -> Bool
    /// A client, made at its first use and kept. The dashboard's own service is started by that, if need be.
    /// - Throws: `ClientError` for an address that is none, a token that cannot be read, a service that cannot start.
    func client(for profile: String) async throws(ClientError) -> any ServiceClient
}
