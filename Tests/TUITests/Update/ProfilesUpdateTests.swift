import API
import Client
import Foundation
import Testing

@testable import TUI

@Suite("Several services")
struct ProfilesUpdateTests {
    static let profiles = [
        ServiceProfile(name: "embedded", address: "this machine's own"),
        ServiceProfile(name: "staging", address: "http://staging:8080", color: Color(240, 160, 90)),
        ServiceProfile(
            name: "prod", address: "https://top5.example.org", color: Color(240, 100, 105), isProduction: true),
    ]

    static func scene(rows: Int = 24, columns: Int = 120, at index: Int = 0) -> Scene {
        var scene = Scene(rows: rows, columns: columns)
        scene.model.profiles = profiles
        scene.model.profile = profiles[index]
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.goLive(jobs: Fixtures.everyState)
        return scene
    }

    @Test("g s lists the services and asks each whether it answers")
    func list() {
        var scene = Self.scene()
        let effects = scene.type("gs")
        #expect(effects.filter { if case .checkProfile = $0 { true } else { false } }.count == 3)
        #expect(scene.screen.contains("asking..."))
        scene.send(.profileChecked("embedded", .notStarted))
        scene.send(.profileChecked("staging", .answers(milliseconds: 12, queued: 37, version: "0.1.0")))
        scene.send(.profileChecked("prod", .fails("No service listens at https://top5.example.org.")))
        let screen = scene.screen
        for text in ["starts when chosen", "answers in 12 ms", "queued 37", "No service listens", "PRODUCTION"] {
            #expect(screen.contains(text), "\(text) is missing:\n\(screen)")
        }
        scene.press(.escape)
        #expect(scene.model.overlay == nil)
    }

    @Test("Another service: what belongs to the old one goes, what belongs to this machine stays")
    func switching() {
        var scene = Self.scene()
        scene.type("2]1")
        scene.type("j gs")
        let marks = scene.model.files.marks
        let range = scene.model.statsScreen.range
        scene.press(.down)
        #expect(scene.press(.enter).contains(.openService("staging")))
        #expect(scene.send(.serviceOpened("staging", nil)).contains(.switchService("staging")))
        #expect(scene.model.profile.name == "staging")
        #expect(scene.model.queue.count == 0 && scene.model.limits == nil && scene.model.stats.latest == nil)
        #expect(scene.model.connection == .connecting && !scene.model.hasBeenLive)
        #expect(scene.model.files.marks == marks && !marks.isEmpty)
        #expect(scene.model.statsScreen.range == range)
        #expect(scene.screen.contains("now at staging, http://staging:8080"))
        scene.goLive(jobs: [Fixtures.job(9, "theirs.jpg")])
        #expect(scene.screen.contains("theirs.jpg") && !scene.screen.contains("away"))
    }

    @Test("A service that can't be opened leaves everything as it was")
    func failing() {
        var scene = Self.scene()
        scene.send(.serviceOpened("staging", ClientError(.file, "token_file cannot be read.")))
        #expect(scene.model.profile.name == "embedded" && scene.model.queue.count == 6)
        #expect(scene.screen.contains("Not going to staging: token_file cannot be read."))
    }

    @Test("Images on their way hold one back")
    func busy() {
        var scene = Self.scene()
        scene.press(.home, .down, .down)
        scene.type("sgs")
        scene.press(.down)
        #expect(!scene.press(.enter).contains(.openService("staging")))
        #expect(scene.screen.contains("1 image is still being sent to this service"))
    }

    @Test("Production is loud: the first line says it, in red, and reversed without colours")
    func loud() {
        var scene = Self.scene(at: 2)
        let frame = DashboardView.render(scene.model).frame
        #expect(frame.text().prefix { $0 != "\n" }.contains("PRODUCTION"))
        #expect((0..<frame.size.columns).allSatisfy { (frame[0, $0].style.background?.red ?? 0) > 150 })
        scene.model.capabilities.colors = .none
        let plain = DashboardView.render(scene.model).frame
        #expect((0..<plain.size.columns).allSatisfy { plain[0, $0].style.attributes.contains(.reverse) })
        let other = DashboardView.render(Self.scene(at: 1).model).frame
        #expect((0..<other.size.columns).allSatisfy { other[0, $0].style.background == nil })
    }

    @Test("On production a cancellation wants the name typed; another word, or Esc, does nothing")
    func confirmation() {
        var scene = Self.scene(at: 2)
        scene.focusQueue()
        scene.type("x")
        #expect(scene.model.held.isEmpty)
        #expect(scene.screen.contains("PRODUCTION: type prod to cancel dog.jpg"))
        scene.type("y")
        scene.press(.enter)
        #expect(scene.model.held.isEmpty && scene.screen.contains("Nothing was done"))
        scene.type("x")
        scene.press(.escape)
        #expect(scene.model.prompt == nil && scene.model.held.isEmpty)
        scene.type("xprod")
        scene.press(.enter)
        #expect(scene.model.held.count == 1)
        scene.press(.down)
        scene.type("x")
        #expect(scene.model.held.count == 1, "one confirmation is for one action")
        var staging = Self.scene(at: 1)
        staging.focusQueue()
        staging.type("x")
        #expect(staging.model.held.count == 1)
        staging.type("gs")
        staging.press(.down)
        #expect(!staging.press(.enter).contains(.openService("prod")))
        #expect(staging.screen.contains("Something waits to be cancelled"))
    }
}
