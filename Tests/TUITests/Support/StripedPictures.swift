import Foundation

@testable import TUI

/// Takes files that begin with `JPEG` for images, and draws each as its first letter would have it.
struct StripedPictures: PreviewDecoder, CellRenderer {
    func decode(_ bytes: Data, width: Int, height: Int) async throws -> PreviewImage {
        if bytes.starts(with: Data("JPEG torn".utf8)) { throw PreviewError("The picture is torn.") }
        return PreviewImage(width: 2, height: 2, rgb: Array(repeating: bytes.last ?? 0, count: 12))
    }

    func inspect(_ prefix: Data) -> PreviewFacts? {
        prefix.starts(with: Data("JPEG".utf8)) ? PreviewFacts(format: "jpeg", width: 20, height: 10) : nil
    }

    func cells(
        for image: PreviewImage, fit: Size, colors: TerminalCapabilities.ColorDepth, unicode: Bool
    ) async -> CellImage {
        let letter = String(UnicodeScalar(image.rgb[0]))
        return CellImage(size: fit, cells: Array(repeating: Cell(glyph: letter), count: fit.rows * fit.columns))
    }
}
