import API
import Testing

@testable import TUI

@Suite("The bar of steps")
struct StepBarTests {
    @Test(
        "Shares fill the width, each step shows",
        arguments: [[2.2, 0.9, 13, 0.1], [1, 1, 1, 1], [1000, 0.001, 0.001, 0], [0.5, 0.5]])
    func shares(times: [Double]) {
        for width in 4...60 {
            let cells = StepBar.shares(times, of: width)
            #expect(cells.reduce(0, +) == width)
            #expect(cells.allSatisfy { $0 >= 1 })
        }
    }

    @Test("A job from the cache has no bar")
    func cached() {
        var job = Fixtures.job(1, "a.jpg", .succeeded)
        let theme = Theme(TerminalCapabilities(colors: .trueColor, unicode: true))
        #expect(StepBar.lines(of: job, width: 36, theme: theme).count == 3)
        job.cached = true
        #expect(StepBar.lines(of: job, width: 36, theme: theme).isEmpty)
    }
}
