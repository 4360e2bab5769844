import Testing

@testable import TUI

@Suite struct ColorPaletteTests {
    @Test(
        arguments: [
            (Color(0, 0, 0), 16), (Color(255, 255, 255), 231), (Color(255, 0, 0), 196), (Color(95, 135, 175), 67),
            (Color(8, 8, 8), 232), (Color(128, 128, 128), 244), (Color(238, 238, 238), 255), (Color(255, 128, 7), 208),
        ] as [(Color, Int32)])
    func findsTheNearestOf256(color: Color, number: Int32) {
        #expect(ColorPalette.xterm256.number(of: color, as: .foreground) == number)
    }

    /// chafa has chosen among these already; they must not move again.
    @Test func keepsWhatIsInThePalette() {
        for red in [0, 95, 135, 175, 215, 255] as [UInt8] {
            for blue in [0, 95, 135, 175, 215, 255] as [UInt8] where red != blue {
                let number = Int(ColorPalette.xterm256.number(of: Color(red, 95, blue), as: .background))
                let (cubeRed, cubeBlue) = ((number - 16) / 36, (number - 16) % 6)
                let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
                #expect(levels[cubeRed] == red && levels[cubeBlue] == blue && (number - 16) / 6 % 6 == 1)
            }
        }
    }

    @Test func findsTheNearestOfSixteen() {
        let sixteen = ColorPalette.ansi(count: 16)
        #expect(sixteen.number(of: Color(250, 20, 10), as: .foreground) == 9)
        #expect(sixteen.number(of: Color(60, 60, 70), as: .foreground) == 8)
        #expect(sixteen.number(of: Color(0, 0, 0), as: .background) == 0)
        #expect(sixteen.number(of: nil, as: .background) == -1)
    }

    @Test func darkTextStaysVisibleInEightColors() {
        let eight = ColorPalette.ansi(count: 8)
        #expect(eight.number(of: Color(70, 70, 70), as: .foreground) == 7)
        #expect(eight.number(of: Color(70, 70, 70), as: .background) == 0)
        #expect(eight.number(of: Color(10, 10, 10), as: .foreground) == 0)
    }

    @Test func directAndNoneAreWhatTheySay() {
        #expect(ColorPalette.direct.number(of: Color(1, 2, 255), as: .foreground) == 0x0102FF)
        #expect(ColorPalette.none.number(of: Color(1, 2, 255), as: .foreground) == -1)
    }

    @Test func pairsAreGivenOutOnceAndRunOut() {
        var pairs = ColorPairs(limit: 3)
        #expect(pairs.number(foreground: -1, background: -1) == .known(0))
        #expect(pairs.number(foreground: 5, background: -1) == .new(1))
        #expect(pairs.number(foreground: -1, background: 5) == .new(2))
        #expect(pairs.number(foreground: 5, background: -1) == .known(1))
        #expect(pairs.number(foreground: 6, background: 6) == .exhausted)
        pairs.forgetAll()
        #expect(pairs.number(foreground: 6, background: 6) == .new(1))
    }
}
