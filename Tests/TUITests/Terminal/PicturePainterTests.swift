import Foundation
import Testing

@testable import TUI

@Suite struct PicturePainterTests {
    private static let rgb = (0..<(3 * 4 * 2)).map { UInt8($0) }

    private func pixels(_ rows: Int = 2, _ columns: Int = 3) -> PixelPicture {
        PixelPicture(
            size: Size(rows: rows, columns: columns),
            content: .pixels(PixelExtent(width: 4, height: 2), rgb: Self.rgb))
    }

    private func sequence(_ text: String) -> PixelPicture {
        PixelPicture(size: Size(rows: 2, columns: 3), content: .sequence(Array(text.utf8)))
    }

    private func placed(_ picture: PixelPicture, _ row: Int, _ column: Int) -> PlacedPicture {
        PlacedPicture(picture: picture, row: row, column: column)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func aKittyImageIsSentOnceMovedAndRemoved() {
        var painter = PicturePainter(method: .kitty, session: 2)
        let image = 2 << 24 | 1
        let picture = pixels()
        let first = painter.plan([placed(picture, 4, 5)]) { _ in true }
        #expect(first.before.isEmpty && first.damaged.isEmpty)
        let data = Data(Self.rgb).base64EncodedString()
        #expect(
            text(first.after) == "\u{1B}_Ga=t,f=24,s=4,v=2,i=\(image),q=2,m=0;\(data)\u{1B}\\"
                + "\u{1B}[5;6H\u{1B}_Ga=p,i=\(image),p=1,c=3,r=2,C=1,q=2\u{1B}\\")
        #expect(painter.plan([placed(picture, 4, 5)]) { _ in true } == .init(), "a still picture costs nothing")
        let moved = painter.plan([placed(picture, 1, 1)]) { _ in false }
        #expect(moved.before.isEmpty)
        #expect(text(moved.after) == "\u{1B}[2;2H\u{1B}_Ga=p,i=\(image),p=1,c=3,r=2,C=1,q=2\u{1B}\\")
        let gone = painter.plan([]) { _ in false }
        #expect(text(gone.before) == "\u{1B}_Ga=d,d=i,i=\(image),q=2\u{1B}\\")
        #expect(gone.after.isEmpty && gone.damaged.isEmpty)
        let again = painter.plan([placed(picture, 4, 5)]) { _ in false }
        #expect(!text(again.after).contains("a=t"), "it is still with the terminal")
        #expect(text(painter.forget()) == "\u{1B}_Ga=d,d=I,i=\(image),q=2\u{1B}\\")
        #expect(painter.forget().isEmpty)
    }

    @Test func largeImagesGoInChunks() {
        let rgb = [UInt8](repeating: 7, count: 60 * 60 * 3)
        let sequences = KittyCommands.transmit(PixelExtent(width: 60, height: 60), rgb: rgb, image: 9)
        #expect(sequences.count == 4)
        var data = ""
        for (index, sequence) in sequences.enumerated() {
            let parts = text(sequence).dropFirst(3).dropLast(2).split(separator: ";")
            #expect(parts[1].utf8.count <= 4096)
            #expect(parts[0].hasSuffix(index == 3 ? "m=0" : "m=1"))
            data += parts[1]
        }
        #expect(Data(base64Encoded: data) == Data(rgb))
    }

    @Test func tmuxGetsPlaceholders() {
        var painter = PicturePainter(method: .placeholders, session: 1)
        let picture = pixels()
        let plan = painter.plan([placed(picture, 0, 2)]) { _ in false }
        let sent = text(plan.after)
        let image = 1 << 24 | 16
        #expect(sent.hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}_Ga=t,"))
        #expect(sent.contains("\u{1B}Ptmux;\u{1B}\u{1B}_Ga=p,U=1,i=\(image),p=1,c=3,r=2,q=2\u{1B}\u{1B}\\\u{1B}\\"))
        let row = { (mark: String) in
            "\u{1B}[0;38;5;16m\u{10EEEE}\(mark)\u{305}\u{30D}\u{10EEEE}\u{10EEEE}"
        }
        #expect(
            plan.after.suffix(Array((row("\u{305}") + "\u{1B}[2;3H" + row("\u{30D}")).utf8).count)
                .elementsEqual((row("\u{305}") + "\u{1B}[2;3H" + row("\u{30D}")).utf8))
        let gone = painter.plan([]) { _ in false }
        #expect(gone.before.isEmpty)
        #expect(gone.damaged == [0..<2], "the text that stands for it is drawn over")
        #expect(text(painter.removal).hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}_Ga=d,d=I,i=\(image)"))
    }

    @Test func sixelsAreDrawnAgainWhenTheirCellsAre() {
        var painter = PicturePainter(method: .cells)
        let (first, second, third) = (sequence("ONE"), sequence("TWO"), sequence("THREE"))
        let start = [placed(first, 1, 1), placed(second, 1, 10), placed(third, 8, 1)]
        #expect(text(painter.plan(start) { _ in false }.after) == "\u{1B}[2;2HONE\u{1B}[2;11HTWO\u{1B}[9;2HTHREE")
        #expect(painter.plan(start) { _ in false } == .init())
        #expect(text(painter.plan(start) { $0.picture === second }.after) == "\u{1B}[2;11HTWO")
        let gone = painter.plan([placed(second, 1, 10), placed(third, 8, 1)]) { _ in false }
        #expect(gone.damaged == [1..<3])
        #expect(text(gone.after) == "\u{1B}[2;11HTWO", "it stands on rows that are drawn anew")
        #expect(painter.removal.isEmpty)
    }

    @Test func theTerminalIsNotFilled() {
        var painter = PicturePainter(method: .kitty, session: 3)
        var removed = 0
        for _ in 0..<1000 {
            let plan = painter.plan([placed(pixels(), 0, 0)]) { _ in false }
            removed += text(plan.before).components(separatedBy: "d=I").count - 1
        }
        #expect(removed == 840)
        #expect(text(painter.removal).components(separatedBy: "d=I").count - 1 == 160)
    }

    @Test func whatTouchesAPicture() {
        var before = Frame(size: Size(rows: 6, columns: 20))
        before.put("left", row: 2, column: 0, width: 4)
        before.put("right", row: 2, column: 15, width: 5)
        let picture = placed(sequence("X"), 2, 6)
        func touches(_ change: (inout Frame) -> Void) -> Bool {
            var frame = before
            change(&frame)
            return PictureDamage.touches(picture, frame, changesFrom: before)
        }
        #expect(!touches { _ in })
        #expect(!touches { $0.put("LEFT", row: 2, column: 0, width: 4) })
        #expect(!touches { $0.put("RIGHT", row: 2, column: 15, width: 5) })
        #expect(!touches { $0.put("other row", row: 5, column: 0, width: 20) })
        #expect(touches { $0.put("x", row: 2, column: 7, width: 1) })
        #expect(touches { $0.put("x", row: 3, column: 8, width: 1) })
        #expect(
            touches {
                $0.put("LEFT", row: 2, column: 0, width: 4)
                $0.put("RIGHT", row: 2, column: 15, width: 5)
            })
        #expect(touches { $0.put("x", row: 3, column: 0, width: 1) }, "the row may be cleared to its end")
        #expect(PictureDamage.touches(picture, before, changesFrom: nil))
    }
}
