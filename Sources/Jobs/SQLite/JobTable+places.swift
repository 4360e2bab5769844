import GRDB

// Where jobs stand in the queue.
extension JobTable {
    func waitingPlaces(of ids: [JobID]) throws -> WaitingPlaces {
        WaitingPlaces(
            positions: try queuePositions(of: ids), clientsAhead: try clientsAhead(of: ids),
            isPaused: try counter(.paused) != 0)
    }

    func queuePositions(of ids: [JobID]) throws -> [JobID: Int] {
        let place = try db.cachedStatement(sql: "SELECT place FROM job WHERE id = ? AND state = 'queued'")
        let between = try db.cachedStatement(
            sql: "SELECT COUNT(*) FROM job \(Self.firstInQueue) AND place >= ? AND place < ?")
        var places: [(id: JobID, place: Int64)] = []
        for id in Set(ids) {
            guard let found = try Int64.fetchOne(place, arguments: [id.rawValue]) else { continue }
            places.append((id, found))
        }
        var positions: [JobID: Int] = [:]
        var (counted, before) = (Int64.min, 0)
        for (id, place) in places.sorted(by: { $0.place < $1.place }) {
            before += try Int.fetchOne(between, arguments: [counted, place]) ?? 0
            counted = place
            positions[id] = before + 1
        }
        return positions
    }

    func clientsAhead(of ids: [JobID]) throws -> [JobID: String] {
        let before = try db.cachedStatement(
            sql: """
                SELECT client FROM job \(Self.firstInQueue)
                    AND place < (SELECT place FROM job WHERE id = ? AND state = 'queued')
                ORDER BY place DESC LIMIT 1
                """)
        var clients: [JobID: String] = [:]
        for id in Set(ids) { clients[id] = try String.fetchOne(before, arguments: [id.rawValue]) }
        return clients
    }
}
