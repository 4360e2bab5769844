import Testing

@testable import TUI

@Suite("Layout")
struct LayoutTests {
    @Test("At every size and focus the panes lie within the screen and do not overlap")
    func everySize() {
        for rows in 0...60 {
            for columns in stride(from: 0, through: 220, by: 3) {
                for focus in Pane.allCases {
                    let layout = Layout(size: Size(rows: rows, columns: columns), focus: focus)
                    let panes = [layout.files, layout.preview, layout.topFive, layout.queue].compactMap { $0 }
                    #expect(layout.shape == .tooSmall ? panes.isEmpty : !panes.isEmpty)
                    var used = 0
                    for pane in panes {
                        #expect(pane.row >= 1 && pane.row + pane.rows <= rows - 1)
                        #expect(pane.column >= 0 && pane.column + pane.columns <= columns)
                        used += pane.rows * pane.columns
                    }
                    if layout.shape != .tooSmall { #expect(used == (rows - 2) * columns) }
                }
            }
        }
    }

    @Test("80x24 shows picker and queue, 40x10 one pane, 20x5 none")
    func shapes() {
        let wide = Layout(size: Size(rows: 24, columns: 80), focus: .files)
        #expect(wide.files != nil && wide.queue != nil && wide.topFive != nil)
        let small = Layout(size: Size(rows: 10, columns: 40), focus: .queue)
        #expect(small.shape == .single && small.queue != nil && small.files == nil)
        #expect(Layout(size: Size(rows: 5, columns: 20), focus: .files).shape == .tooSmall)
        #expect(Scene(rows: 5, columns: 20).screen.contains("not 20x5"))
        #expect(Layout(size: Size(rows: 6, columns: 24), focus: .files).shape == .single)
    }

    @Test("Tab goes through all panes where one is shown, and between the lists elsewhere")
    func tab() {
        var small = Scene(rows: 10, columns: 40)
        var seen: [Pane] = []
        for _ in 0..<4 {
            seen.append(small.model.focus)
            small.press(.tab)
        }
        #expect(seen == [.files, .preview, .topFive, .queue])
        small.press(.tab)
        small.send(.terminal(.resize(Size(rows: 24, columns: 80))))
        #expect(small.model.focus == .files)
        small.press(.tab)
        #expect(small.model.focus == .queue)
        small.press(.backTab)
        #expect(small.model.focus == .files)
    }

    @Test("Columns of the queue never exceed the width")
    func columns() {
        for width in 0...250 {
            let places = QueueColumns(width: width).places
            for (place, next) in zip(places, places.dropFirst()) { #expect(place.column + place.width < next.column) }
            if width >= 24, let last = places.last { #expect(last.column + last.width <= width) }
        }
    }
}
