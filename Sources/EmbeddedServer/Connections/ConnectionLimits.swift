/// What one connection may take, and how many there may be.
package struct ConnectionLimits: Sendable {
    /// Open at once; further ones are answered 503 and closed. Default 4096.
    package var maxConnections = 4096
    /// Seconds from the first byte of a request to the end of its header. Default 10.
    package var headSeconds = 10
    /// Seconds that any body may take. Default 20.
    package var bodySeconds = 20
    /// Bytes that give a body one second more. Default 4096.
    package var bodyBytesPerSecond = 4096
    /// Seconds for which an answer may wait without a byte of it being taken. Default 60.
    package var stalledSeconds = 60
    /// Bytes of one header field, and of the request's path. Default 16 KiB.
    package var maxFieldBytes = 16 * 1024
    /// Bytes of a request's header. Default 32 KiB.
    package var maxHeadBytes = 32 * 1024
    /// Header fields of a request. Default 100.
    package var maxFields = 100

    package init() {}
}
