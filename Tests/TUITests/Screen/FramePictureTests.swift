import Testing

@testable import TUI

@Suite struct FramePictureTests {
    private let image: CellImage = {
        let size = Size(rows: 3, columns: 5)
        return CellImage(
            size: size, cells: Array(repeating: Cell(glyph: "#"), count: 15),
            pixels: PixelPicture(size: size, content: .sequence([0x41])))
    }()

    private func frame(_ body: (inout Frame) -> Void) -> Frame {
        var frame = Frame(size: Size(rows: 6, columns: 12))
        frame.put(image, in: Rect(row: 1, column: 2, rows: 3, columns: 5))
        body(&frame)
        frame.settlePictures()
        return frame
    }

    @Test func aWholePictureLeavesItsCellsBlank() throws {
        let shown = frame { _ in }
        #expect(shown.pictures.map(\.row) == [1])
        #expect(shown.pictures.map(\.column) == [2])
        #expect(shown.cells.allSatisfy { $0 == .blank })
    }

    @Test func whatCoversAPartTurnsItIntoCells() {
        let shown = frame { $0.put("┌ box ┐", row: 2, column: 4, width: 7) }
        #expect(shown.pictures.isEmpty)
        #expect(shown.text() == "\n  #####\n  ##┌ box ┐\n  #####\n\n")
        #expect(shown.cells.allSatisfy { !$0.style.attributes.contains(.underPicture) })
    }

    @Test func aBlankThatCoversCountsAsWell() {
        let shown = frame { $0.fill(Rect(row: 3, column: 6, rows: 1, columns: 1), style: .plain) }
        #expect(shown.pictures.isEmpty)
        #expect(shown.text() == "\n  #####\n  #####\n  ####\n\n")
    }

    @Test func aPictureThatDoesNotFitIsCutInCells() {
        var frame = Frame(size: Size(rows: 6, columns: 12))
        frame.put(image, in: Rect(row: 1, column: 2, rows: 2, columns: 4))
        frame.settlePictures()
        #expect(frame.pictures.isEmpty)
        #expect(frame.text() == "\n  ####\n  ####\n\n\n")
    }
}
