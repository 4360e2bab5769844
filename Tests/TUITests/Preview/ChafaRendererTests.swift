import Testing

@testable import TUI

@Suite struct ChafaRendererTests {
    typealias Depth = TerminalCapabilities.ColorDepth

    /// Left half red, right half blue.
    private static func flag(width: Int, height: Int) -> PreviewImage {
        var rgb: [UInt8] = []
        for _ in 0..<height {
            for column in 0..<width { rgb += column * 2 < width ? [255, 0, 0] : [0, 0, 255] }
        }
        return PreviewImage(width: width, height: height, rgb: rgb)
    }

    @Test(
        arguments: [
            (100, 100, Size(rows: 10, columns: 80), Size(rows: 10, columns: 20)),
            (400, 100, Size(rows: 10, columns: 40), Size(rows: 5, columns: 40)),
            (1, 10_000, Size(rows: 10, columns: 40), Size(rows: 10, columns: 1)),
            (10_000, 1, Size(rows: 10, columns: 40), Size(rows: 1, columns: 40)),
            (16, 16, Size(rows: 1, columns: 1), Size(rows: 1, columns: 1)),
            (16, 16, Size(rows: 0, columns: 9), Size(rows: 0, columns: 0)),
            (0, 16, Size(rows: 4, columns: 9), Size(rows: 0, columns: 0)),
        ])
    func keepsProportions(width: Int, height: Int, fit: Size, expected: Size) {
        let image = PreviewImage(width: width, height: height, rgb: [])
        #expect(ChafaRenderer.size(of: image, in: fit) == expected)
    }

    @Test(arguments: [Depth.trueColor, .indexed256, .sixteen], [true, false])
    func showsColorsWhereTheyAre(colors: Depth, unicode: Bool) async throws {
        let picture = await ChafaRenderer().cells(
            for: Self.flag(width: 64, height: 64), fit: Size(rows: 8, columns: 16), colors: colors, unicode: unicode)
        #expect(picture.size == Size(rows: 8, columns: 16))
        #expect(picture.cells.count == 128)
        for (index, cell) in picture.cells.enumerated()
        where (2..<6).contains(index % 16) || (10..<14).contains(index % 16) {
            let shown = try #require(
                cell.glyph == " " ? cell.style.background : cell.style.foreground ?? cell.style.background)
            let isLeft = index % 16 < 8
            #expect(
                isLeft ? shown.red > 200 && shown.blue < 60 : shown.blue > 200 && shown.red < 60, "\(index): \(cell)")
        }
        let allowed: (Unicode.Scalar) -> Bool = {
            $0.value >= 0x20 && $0.value < 0x7F || unicode && (0x2580...0x259F).contains($0.value)
        }
        #expect(
            picture.cells.allSatisfy {
                $0.glyph.unicodeScalars.count == 1 && $0.glyph.unicodeScalars.allSatisfy(allowed)
            })
    }

    /// Rows whose bytes don't fill whole words are not sheared.
    @Test(arguments: [149, 150, 151, 152])
    func anEdgeStaysUprightAtEveryWidth(width: Int) async {
        let picture = await ChafaRenderer().cells(
            for: Self.flag(width: width, height: 112), fit: Size(rows: 14, columns: 40), colors: .trueColor,
            unicode: true)
        let columns = picture.size.columns
        for row in 0..<picture.size.rows {
            for column in 0..<columns where abs(column * 2 - columns) > 4 {
                let cell = picture.cells[row * columns + column]
                let shown = cell.glyph == " " ? cell.style.background : cell.style.foreground ?? cell.style.background
                #expect(column * 2 < columns ? shown?.red ?? 0 > 200 : shown?.blue ?? 0 > 200, "\(row), \(column)")
            }
        }
    }

    /// A ramp from black to white shows as ever denser characters.
    @Test(arguments: [true, false])
    func withoutColorsDensityIsBrightness(unicode: Bool) async {
        var rgb: [UInt8] = []
        for _ in 0..<32 {
            for column in 0..<256 { rgb += Array(repeating: UInt8(column), count: 3) }
        }
        let picture = await ChafaRenderer().cells(
            for: PreviewImage(width: 256, height: 32, rgb: rgb), fit: Size(rows: 4, columns: 64), colors: .none,
            unicode: unicode)
        #expect(picture.cells.allSatisfy { $0.style == .plain })
        #expect(picture.cells.first?.glyph == " ")
        #expect(
            unicode ? picture.cells[63].glyph == "█" : "@$B0E9".contains(picture.cells[63].glyph),
            "\(picture.cells[63])")
        #expect(unicode || picture.cells.allSatisfy { $0.glyph.utf8.count == 1 })
        #expect(Set(picture.cells.map(\.glyph)).count >= 4)
    }

    @Test func smallAndBrokenPicturesDoNoHarm() async {
        let renderer = ChafaRenderer()
        for (width, height) in [(1, 1), (1, 300), (300, 1), (2, 3), (7, 5)] {
            for colors in [Depth.none, .sixteen, .indexed256, .trueColor] {
                for size in [Size(rows: 1, columns: 1), Size(rows: 2, columns: 60), Size(rows: 30, columns: 3)] {
                    let picture = await renderer.cells(
                        for: Self.flag(width: width, height: height), fit: size, colors: colors, unicode: true)
                    #expect(picture.cells.count == picture.size.rows * picture.size.columns)
                    #expect(!picture.cells.isEmpty)
                }
            }
        }
        let torn = PreviewImage(width: 10, height: 10, rgb: [1, 2, 3])
        let nothing = await renderer.cells(for: torn, fit: Size(rows: 5, columns: 5), colors: .trueColor, unicode: true)
        #expect(nothing.cells.isEmpty)
    }

    @Test func picturesAtTheSameTimeDoNotMix() async {
        let renderer = ChafaRenderer()
        let fit = Size(rows: 5, columns: 10)
        let alone = await renderer.cells(
            for: Self.flag(width: 40, height: 40), fit: fit, colors: .trueColor, unicode: true)
        await withTaskGroup(of: CellImage.self) { group in
            for index in 0..<20 {
                group.addTask {
                    let renderer = index.isMultiple(of: 2) ? renderer : ChafaRenderer()
                    return await renderer.cells(
                        for: Self.flag(width: 40, height: 40), fit: fit, colors: .trueColor, unicode: true)
                }
            }
            for await picture in group { #expect(picture == alone) }
        }
    }
}
