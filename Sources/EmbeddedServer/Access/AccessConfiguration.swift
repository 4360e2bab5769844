/// Who may use a service, and over which connections.
package struct AccessConfiguration: Sendable {
    /// File of the tokens; nil: no token is asked for. Default nil.
    package var tokenFile: TokenFile?
    /// Certificate and key; nil: no TLS. Default nil.
    package var tls: TLSFiles?
    /// Refuses everything that changes. Default false.
    package var isReadOnly = false
    /// Permissions of a Unix socket's file. Default 0600.
    package var socketMode: UInt32 = 0o600
    package var connections = ConnectionLimits()

    package init() {}
}
