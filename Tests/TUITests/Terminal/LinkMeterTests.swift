import Testing

@testable import TUI

@Suite struct LinkMeterTests {
    private func meter(_ sends: [(bytes: Int, milliseconds: Int)], delay: Int = 5) -> LinkMeter {
        var meter = LinkMeter()
        meter.delayed(.milliseconds(delay))
        var now = Duration.seconds(1)
        for (bytes, milliseconds) in sends {
            meter.asked(after: bytes, at: now)
            now += .milliseconds(milliseconds)
            meter.answered(at: now)
        }
        return meter
    }

    @Test func aFastTerminalIsNotMeasured() {
        #expect(meter([]).bytesPerSecond == nil)
        #expect(meter([(8000, 20)]).bytesPerSecond == nil)
        #expect(meter([(500_000, 90)]).bytesPerSecond == nil)
    }

    @Test func aSlowLinkIsAPowerOfTwo() {
        #expect(meter([(10_000, 1005)]).bytesPerSecond == 8192)
        #expect(meter([(100_000, 1005)]).bytesPerSecond == 65_536)
    }

    @Test func delayAloneIsNotSlow() {
        #expect(meter([(8000, 320)], delay: 300).bytesPerSecond == nil)
    }

    @Test func littleIsNoMeasurement() { #expect(meter([(100, 3000)]).bytesPerSecond == nil) }

    @Test func aLinkGetsFasterStepByStep() {
        let slow = meter([(10_000, 1005)])
        let after = meter([(10_000, 1005), (10_000, 10)])
        #expect(slow.bytesPerSecond == 8192)
        #expect(after.bytesPerSecond == 32_768)
    }

    @Test func aTerminalThatNeverAnswersIsLeftInPeace() {
        var meter = LinkMeter()
        #expect(meter.canAsk)
        meter.asked(after: 5000, at: .zero)
        #expect(!meter.canAsk)
        #expect(meter.isWaiting)
        #expect(!meter.hasAnswered)
    }

    @Test func previewsShrinkWithTheLink() {
        var capabilities = TerminalCapabilities(colors: .trueColor, unicode: true)
        capabilities.graphics = .kitty
        capabilities.cellPixels = PixelExtent(width: 10, height: 20)
        func detail(_ bytesPerSecond: Int?) -> PictureDetail {
            capabilities.bytesPerSecond = bytesPerSecond
            return capabilities.look(rows: 20, columns: 40).detail
        }
        #expect(detail(nil) == .full)
        #expect(detail(1 << 21) == .full)
        #expect(detail(1 << 19) == .half)
        #expect(detail(1 << 16) == .quarter)
        let look = capabilities.look(rows: 20, columns: 40)
        #expect(look.pixels(rows: 20, columns: 40) == PixelExtent(width: 100, height: 100))
        #expect(look.fit(rows: 20, columns: 40) == Size(rows: 20, columns: 40))
        capabilities.graphics = nil
        let cells = capabilities.look(rows: 20, columns: 40)
        #expect(cells.detail == .full)
        capabilities.bytesPerSecond = 1
        let few = capabilities.look(rows: 20, columns: 40)
        #expect(few.fit(rows: 20, columns: 40) == Size(rows: 5, columns: 10))
        #expect(few.shownColors == .indexed256)
    }
}
