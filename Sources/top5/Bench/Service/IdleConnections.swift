import Foundation

/// Connections that have asked once and then keep still.
struct IdleConnections {
    private var connections: [LoadExchange] = []

    /// - Throws: `CommandError` where one can't be had.
    init(_ count: Int, to target: LoadTarget) throws(CommandError) {
        connections.reserveCapacity(count)
        for _ in 0..<count {
            var exchange = try LoadExchange(target)
            let answer = try exchange.send("GET", "/livez")
            guard answer.status == 200 else { throw CommandError("/livez answered \(answer.status).") }
            connections.append(exchange)
        }
    }

    /// How many of them still answer.
    mutating func countOpen() -> Int {
        connections.indices.count { (try? connections[$0].send("GET", "/livez"))?.status == 200 }
    }
}
