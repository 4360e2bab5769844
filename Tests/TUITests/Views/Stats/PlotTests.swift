import Testing

@testable import TUI

@Suite("Plots")
struct PlotTests {
    private func drawn(_ series: PlotView.Series, rows: Int, columns: Int, scale: PlotScale, unicode: Bool = true)
        -> String
    {
        let theme = Theme(TerminalCapabilities(colors: .none, unicode: unicode))
        var frame = Frame(size: Size(rows: rows, columns: columns))
        PlotView(
            series: [series], scale: scale, range: .minute, label: { Strings.number($0) }, theme: theme
        ).draw(in: Rect(row: 0, column: 0, rows: rows, columns: columns), on: &frame)
        return frame.text()
    }

    @Test("An area fills from below, with a trace for little and a mark for the unknown")
    func area() {
        let text = drawn(
            .area([0, 0.1, 4, 8, nil], low: .plain, high: .plain), rows: 2, columns: 13,
            scale: PlotScale(least: 0, most: 8))
        #expect(text == "     8│   █\n     0│ ▁██·")
    }

    @Test("A line joins its points, and leaves a gap where there is none")
    func line() {
        var canvas = PlotCanvas(size: Size(rows: 1, columns: 4), unicode: true)
        canvas.line([0, 1, nil, 0.5], .plain)
        var frame = Frame(size: Size(rows: 1, columns: 4))
        canvas.draw(on: &frame, row: 0, column: 0)
        let cells = (0..<4).map { frame[0, $0].glyph }
        #expect(cells[0] == "⣀")
        #expect(cells[2] == " ")
        #expect(cells[1] != " " && cells[3] != " ")
    }

    @Test("Without UTF-8 everything is ASCII")
    func ascii() {
        let line = drawn(
            .line([1, 5, 2], .plain), rows: 4, columns: 20, scale: PlotScale(least: 0, most: 8), unicode: false)
        #expect(line.utf8.allSatisfy { $0 < 0x80 })
        #expect(line.contains("'") || line.contains("."))
    }

    @Test("Values beyond the canvas change nothing")
    func outside() {
        var canvas = PlotCanvas(size: Size(rows: 2, columns: 2), unicode: true)
        canvas.set(-1, 0, .plain)
        canvas.set(0, 99, .plain)
        canvas.line([.nan, .infinity, 12, -3], .plain)
        var frame = Frame(size: Size(rows: 2, columns: 2))
        canvas.draw(on: &frame, row: 0, column: 0)
        PlotCanvas(size: Size(rows: 0, columns: -4), unicode: true).draw(on: &frame, row: 0, column: 0)
        #expect(frame.size == Size(rows: 2, columns: 2))
    }

    @Test(
        "A scale ends at a round number above every value",
        arguments: [(0.0, 1.0), (0.3, 0.4), (1.1, 2), (7, 8), (12.4, 20), (41, 50), (99, 100), (101, 200)])
    func rounding(value: Double, end: Double) {
        #expect(abs(PlotScale.roundedUp(value) - end) < 1e-9 * end)
        #expect(PlotScale.linear([value], atLeast: 0).place(value) <= 1)
    }

    @Test("Latencies that lie far apart have a scale of equal factors")
    func logarithmic() {
        #expect(!PlotScale.fitting([20, 40, 60], atLeast: 1).isLogarithmic)
        let scale = PlotScale.fitting([2, 40, 3000], atLeast: 1)
        #expect(scale.isLogarithmic)
        #expect(scale.place(1) == 0)
        #expect(scale.place(4000) == 1)
        #expect(abs(scale.value(at: scale.place(40)) - 40) < 1e-6)
    }

    @Test("Numbers of the axis are short")
    func numbers() {
        #expect(Strings.number(0.5) == "0.5")
        #expect(Strings.number(12) == "12")
        #expect(Strings.number(1200) == "1.2k")
        #expect(Strings.number(40_000) == "40k")
        #expect(Strings.failedShare(1, of: 250) == "of 250, 0.4 %")
    }
}
