import Testing

@testable import TUI

@Suite struct GraphicsSurveyTests {
    private static let size = Size(rows: 24, columns: 80)

    private func survey(
        _ environment: [String: String] = ["TERM": "xterm-256color"], _ wish: GraphicsWish = .auto,
        _ replies: TerminalReply...
    ) -> GraphicsSurvey {
        var survey = GraphicsSurvey(environment: environment, wish: wish)
        for reply in replies { survey.take(reply, size: Self.size) }
        return survey
    }

    private static let cell = TerminalReply.cell(PixelExtent(width: 10, height: 20))

    @Test func nothingIsKnownBeforeTheLastAnswer() {
        #expect(survey([:], .auto, .kitty(image: 31, message: "OK")).graphics == nil)
        #expect(survey([:], .auto, .kitty(image: 31, message: "OK"), .attributes([62])).graphics == .kitty)
    }

    @Test func answersDecideAndLateOnesToo() {
        var late = survey([:], .auto, .attributes([62, 4]))
        #expect(late.graphics == nil, "sixel without the size of a cell leaves traces")
        late.take(Self.cell, size: Self.size)
        #expect(late.graphics == .sixel)
        #expect(late.method == .cells)
        late.take(.iterm2Features("T3F"), size: Self.size)
        #expect(late.graphics == .iterm2)
        late.take(.kitty(image: 31, message: "OK"), size: Self.size)
        #expect(late.graphics == .kitty)
        #expect(late.method == .kitty)
    }

    @Test func refusalsAndOtherFeaturesCountForNothing() {
        let deaf = survey(
            [:], .auto, .kitty(image: 31, message: "EINVAL"), .kitty(image: 7, message: "OK"),
            .iterm2Features("T3LrMScFt"), .attributes([64, 22, 44]), Self.cell)
        #expect(deaf.graphics == nil)
        #expect(deaf.method == nil)
    }

    @Test func aWindowInPixelsTellsTheCell() {
        let sixel = survey([:], .auto, .window(PixelExtent(width: 800, height: 480)), .attributes([4]))
        #expect(sixel.cell == PixelExtent(width: 10, height: 20))
        #expect(sixel.graphics == .sixel)
        #expect(survey([:], .auto, .window(PixelExtent(width: 80, height: 24)), .attributes([4])).graphics == nil)
    }

    @Test func throughTmuxOnlyPlaceholdersAndItsOwnSixel() {
        let tmux = ["TERM": "tmux-256color", "TMUX": "/tmp/tmux"]
        #expect(survey(tmux, .auto, .kitty(image: 31, message: "OK"), .attributes([1, 2])).graphics == nil)
        #expect(survey(tmux, .auto, .kitty(image: 32, message: "OK"), .attributes([1, 2])).graphics == nil)
        let kitty = survey(tmux, .auto, .attributes([1, 2]), .kitty(image: 32, message: "EINVAL:no parent"))
        #expect(kitty.graphics == .kitty)
        #expect(kitty.method == .placeholders)
        #expect(survey(tmux, .auto, .attributes([1, 2, 4]), Self.cell).graphics == .sixel)
        #expect(survey(tmux, .auto, .attributes([1]), .iterm2Features("F")).graphics == nil)
        let asked = String(decoding: survey(tmux).questions, as: UTF8.self)
        #expect(asked.hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}_Ga=t,"))
        #expect(!asked.replacing("\u{1B}\u{1B}", with: "").contains("\u{1B}_"), "tmux takes it for a title")
    }

    @Test(arguments: [
        ["TERM": "screen.xterm", "STY": "1"], ["TERM": "screen-256color"], ["TERM": "xterm", "STY": "1"],
    ])
    func screenIsNotAsked(environment: [String: String]) {
        #expect(survey(environment).questions.isEmpty)
        #expect(survey(environment).graphics == nil)
    }

    @Test func theLastQuestionIsTheOneThatAllAnswer() {
        for wish in GraphicsWish.allCases {
            #expect(String(decoding: survey(["TERM": "xterm"], wish).questions, as: UTF8.self).hasSuffix("\u{1B}[c"))
        }
        #expect(survey(["TERM": "xterm"], .cells).questions == Array("\u{1B}[c".utf8))
    }

    @Test func aWishCountsForMoreThanAnswers() {
        #expect(survey([:], .cells, .kitty(image: 31, message: "OK"), .attributes([4]), Self.cell).graphics == nil)
        #expect(survey([:], .sixel).graphics == .sixel)
        #expect(survey([:], .sixel).drawnCell == .smallCell)
        #expect(survey([:], .iterm2, .attributes([1])).method == .cells)
        #expect(survey(["TMUX": "x"], .kitty).method == .placeholders)
    }
}
