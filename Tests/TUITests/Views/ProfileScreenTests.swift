import Testing

@testable import TUI

/// The list of services, and the loud header, as text.
@Suite("Services screen")
struct ProfileScreenTests {
    @Test("Services to choose from", arguments: StatsScreenTests.sizes)
    func profiles(size: Size) throws {
        var scene = ProfilesUpdateTests.scene(rows: size.rows, columns: size.columns)
        scene.type("gs")
        scene.send(.profileChecked("embedded", .notStarted))
        scene.send(.profileChecked("staging", .answers(milliseconds: 12, queued: 37, version: "0.1.0")))
        scene.send(.profileChecked("prod", .fails("No service listens at https://top5.example.org.")))
        try Snapshot.check("profiles", scene)
    }

    @Test("Production", arguments: [Size(rows: 10, columns: 40), Size(rows: 24, columns: 80)])
    func production(size: Size) throws {
        var scene = ProfilesUpdateTests.scene(rows: size.rows, columns: size.columns, at: 2)
        scene.focusQueue()
        scene.type("x")
        try Snapshot.check("production", scene)
    }
}
