import API
import Testing

@testable import TUI

@Suite("Themes")
struct ThemeTests {
    private static let palettes: [(name: String, colors: ThemeColors)] = [
        ("dark", .dark), ("light", .light), ("color-blind on dark", .colorBlindOnDark),
        ("color-blind on light", .colorBlindOnLight),
    ]

    /// Backgrounds of terminals as they come, and of well-known schemes.
    private static let darks = [
        Color(0, 0, 0), Color(30, 30, 30), Color(40, 44, 52), Color(0, 43, 54), Color(40, 42, 54), Color(26, 27, 38),
    ]
    private static let lights = [
        Color(255, 255, 255), Color(250, 250, 250), Color(253, 246, 227), Color(239, 241, 245), Color(242, 242, 242),
    ]

    @Test("Text has a contrast of 4.5 at least on every background (WCAG 2, level AA)", arguments: palettes.indices)
    func contrast(index: Int) {
        let (name, colors) = Self.palettes[index]
        let text = [
            "ink": colors.ink, "dim": colors.dim, "title": colors.title, "header": colors.header,
            "accent": colors.accent, "folder": colors.folder, "mark": colors.mark, "best": colors.best,
            "good": colors.good, "bad": colors.bad, "warning": colors.warning, "active": colors.active,
        ]
        let own = [colors.paper, colors.selection, colors.restingSelection]
        for background in own + (colors.isLight ? Self.lights : Self.darks) {
            for (role, color) in text {
                let ratio = color.contrast(with: background)
                #expect(ratio >= 4.5, "\(role) of \(name) on \(background): \(ratio)")
            }
        }
    }

    @Test("Contrast is what WCAG says it is")
    func measure() {
        #expect(abs(Color(0, 0, 0).contrast(with: Color(255, 255, 255)) - 21) < 0.001)
        #expect(abs(Color(118, 118, 118).contrast(with: Color(255, 255, 255)) - 4.54) < 0.01)
    }

    @Test("auto follows the terminal's background, else what the environment says, else is dark")
    func automatic() {
        let plain = TerminalCapabilities(colors: .trueColor, unicode: true)
        let light = TerminalCapabilities(colors: .trueColor, unicode: true, isLight: true)
        #expect(Theme(plain).colors == .dark)
        #expect(Theme(light).colors == .light)
        #expect(Theme(plain, background: Color(250, 250, 250)).colors == .light)
        #expect(Theme(light, background: Color(20, 20, 20)).colors == .dark)
        #expect(Theme(plain, choice: .colorBlind, background: Color(250, 250, 250)).colors == .colorBlindOnLight)
        #expect(Theme(plain, choice: .mono).colors == nil)
    }

    @Test("A theme that does not go with the background brings its own, for every cell")
    func paper() {
        var scene = Scene()
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.send(.terminal(.background(Color(20, 20, 20))))
        #expect(DashboardView.render(scene.model).frame.cells.contains { $0.style.background == nil })
        scene.model.settings.theme = .light
        let frame = DashboardView.render(scene.model).frame
        #expect(frame.cells.allSatisfy { $0.style.background != nil && $0.style.foreground != nil })
        scene.send(.terminal(.background(Color(250, 250, 250))))
        #expect(DashboardView.render(scene.model).frame.cells.contains { $0.style.background == nil })
    }

    @Test("mono and NO_COLOR have no colour anywhere, and states are words", arguments: [true, false])
    func mono(byChoice: Bool) {
        var scene = Scene(rows: 30, columns: 110)
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        if byChoice {
            scene.model.settings.theme = .mono
        } else {
            scene.model.capabilities = TerminalCapabilities(colors: .none, unicode: true)
        }
        let frame = DashboardView.render(scene.model).frame
        #expect(frame.cells.allSatisfy { $0.style.foreground == nil && $0.style.background == nil })
        #expect(frame.cells.contains { $0.style.attributes.contains(.reverse) })
        for word in ["running", "queued", "succeeded", "failed", "cancelled"] { #expect(frame.text().contains(word)) }
    }

    @Test("In every theme the screen says the same in words", arguments: ThemeChoice.allCases)
    func neverColorAlone(choice: ThemeChoice) {
        var scene = Scene(rows: 30, columns: 110)
        scene.goLive(jobs: Fixtures.everyState)
        let words = scene.screen
        scene.model.settings.theme = choice
        #expect(scene.screen == words)
    }

    @Test("Sixteen colours keep the hue")
    func sixteen() {
        let palette = ColorPalette.ansi(count: 16)
        func number(_ color: Color) -> Int32 { palette.number(of: color, as: .foreground) }
        let dark = ThemeColors.dark
        #expect([dark.bad, dark.good, dark.warning, dark.active].map(number) == [9, 10, 11, 14])
        let light = ThemeColors.light
        #expect([light.bad, light.good, light.warning].map(number) == [1, 2, 3])
        let blind = ThemeColors.colorBlindOnDark
        #expect(Set([blind.bad, blind.good, blind.warning, blind.active].map(number)).count >= 3)
    }

    @Test("256 colours stay near: no text falls below a contrast of 4", arguments: palettes.indices)
    func indexed(index: Int) {
        let (name, colors) = Self.palettes[index]
        let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
        func shown(_ color: Color) -> Color {
            let number = Int(ColorPalette.xterm256.number(of: color, as: .foreground))
            if number >= 232 {
                let level = UInt8(8 + 10 * (number - 232))
                return Color(level, level, level)
            }
            return Color(levels[(number - 16) / 36], levels[(number - 16) / 6 % 6], levels[(number - 16) % 6])
        }
        for color in [colors.dim, colors.title, colors.accent, colors.good, colors.bad, colors.warning, colors.active] {
            for background in colors.isLight ? Self.lights : Self.darks {
                let ratio = shown(color).contrast(with: background)
                #expect(ratio >= 4, "\(color) of \(name) on \(background): \(ratio)")
            }
        }
    }
}
