import Testing

@testable import TUI

@Suite struct TerminalSurveyTests {
    typealias Depth = TerminalCapabilities.ColorDepth

    @Test(
        arguments: [
            ([:], 256, false, .indexed256, .xterm256),
            (["COLORTERM": "truecolor"], 256, false, .trueColor, .direct),
            (["COLORTERM": "24bit"], 8, false, .trueColor, .direct),
            (["COLORTERM": "yes"], 16, false, .sixteen, .ansi(count: 16)),
            ([:], 8, false, .sixteen, .ansi(count: 8)),
            ([:], 256, true, .trueColor, .direct),
            ([:], 1 << 24, false, .trueColor, .direct),
            (["COLORTERM": "truecolor"], -1, false, .none, .none),
            (["NO_COLOR": "1", "COLORTERM": "truecolor"], 256, true, .none, .none),
            (["NO_COLOR": ""], 256, false, .indexed256, .xterm256),
            (["COLORTERM": "truecolor", "TERM": "screen-256color"], 256, false, .indexed256, .xterm256),
            (["COLORTERM": "truecolor", "TERM": "screen-256color", "TMUX": "/tmp/x"], 256, false, .trueColor, .direct),
        ] as [([String: String], Int, Bool, Depth, ColorPalette)])
    func judgesColors(environment: [String: String], described: Int, direct: Bool, depth: Depth, palette: ColorPalette)
    {
        let survey = TerminalSurvey(
            environment: environment, describedColors: described, describesTrueColor: direct, unicode: true)
        #expect(survey.capabilities.colors == depth)
        #expect(survey.capabilities.unicode)
        #expect(survey.palette == palette)
    }

    @Test func refusesDumbAndNamelessTerminals() throws {
        #expect(TerminalSurvey.refusal(type: "xterm") == nil)
        #expect(try #require(TerminalSurvey.refusal(type: "dumb")).message.contains("top5 classify"))
        #expect(try #require(TerminalSurvey.refusal(type: "")).message.contains("TERM is not set"))
        #expect(TerminalSurvey.refusal(type: nil) == TerminalSurvey.refusal(type: ""))
    }
}
