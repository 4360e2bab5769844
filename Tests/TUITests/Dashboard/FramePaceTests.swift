import Testing

@testable import TUI

@Suite("Pace of the frames")
struct FramePaceTests {
    /// Sends frames of a size for so many seconds, each as soon as it may be sent; returns the bytes a second.
    private func rate(_ pace: inout FramePace, bytes: Int, seconds: Double, changes: Double) -> Double {
        var now = Duration.seconds(10)
        let end = now + .seconds(seconds)
        var sent = 0
        while now < end {
            now = max(now + .seconds(1 / changes), pace.due(isUrgent: false))
            _ = pace.sent(bytes, from: now, to: now)
            sent += bytes
        }
        return Double(sent) / seconds
    }

    @Test("A slow link gets less than 2 kB a second, whatever changes how often", arguments: [40, 400, 2000, 6000])
    func slow(bytes: Int) {
        var pace = FramePace(isSlow: true)
        #expect(rate(&pace, bytes: bytes, seconds: 120, changes: 200) < 2000)
    }

    @Test("A good link gets sixty frames a second")
    func good() {
        var pace = FramePace(isSlow: false)
        let frames = rate(&pace, bytes: 1, seconds: 10, changes: 1000)
        #expect((55...63).contains(frames))
    }

    @Test("A key is shown at once, also on a slow link that has just been sent much")
    func urgent() {
        var pace = FramePace(isSlow: true)
        _ = pace.sent(7000, from: .seconds(20), to: .seconds(20))
        #expect(pace.due(isUrgent: true) <= .milliseconds(20_005))
        #expect(pace.due(isUrgent: false) > .seconds(24))
        #expect(pace.due(isUrgent: false) <= .seconds(25))
    }

    @Test("The first screens come as fast as they can")
    func start() {
        var pace = FramePace(isSlow: true)
        #expect(pace.due(isUrgent: false) == .zero)
        _ = pace.sent(9000, from: .milliseconds(100), to: .milliseconds(100))
        #expect(pace.due(isUrgent: false) <= .milliseconds(116))
    }

    @Test("A link that is full is left alone for a while, and called slow when it stays so")
    func congested() {
        var pace = FramePace(isSlow: false)
        var found: [Bool] = []
        var now = Duration.seconds(10)
        for _ in 0..<4 {
            found.append(pace.sent(4000, from: now, to: now + .milliseconds(400)))
            now += .milliseconds(400)
            #expect(pace.due(isUrgent: false) >= now + .milliseconds(1500))
            now = pace.due(isUrgent: false)
        }
        #expect(found == [false, false, true, false])
        #expect(pace.isSlow)
    }

    @Test("What a frame costs: nothing without a change, and a changed word its letters and a little more")
    func cost() {
        var scene = Scene()
        scene.goLive(jobs: Fixtures.everyState)
        let frame = DashboardView.render(scene.model).frame
        #expect(FrameCost.bytes(from: frame, to: frame) == 0)
        var changed = frame
        changed.put("12:00", row: 3, column: 5, width: 5)
        #expect((5...80).contains(FrameCost.bytes(from: frame, to: changed)))
        #expect(FrameCost.bytes(from: nil, to: frame) > 1000)
        #expect(FrameCost.bytes(from: Frame(size: Size(rows: 1, columns: 1)), to: frame) > 1000)
    }
}
