import Foundation

/// The words of kitty's graphics protocol that are used here (sw.kovidgoyal.net/kitty/graphics-protocol).
enum KittyCommands {
    /// Bytes of Base64 in one sequence, as the protocol demands.
    private static let chunkBytes = 4096

    /// Hands an image over without showing it, in as many sequences as it takes.
    static func transmit(_ extent: PixelExtent, rgb: [UInt8], image: Int) -> [[UInt8]] {
        let text = [UInt8](Data(rgb).base64EncodedData())
        var sequences: [[UInt8]] = []
        var start = 0
        repeat {
            let end = min(start + chunkBytes, text.count)
            let more = end < text.count ? 1 : 0
            let keys =
                start == 0 ? "a=t,f=24,s=\(extent.width),v=\(extent.height),i=\(image),q=2,m=\(more)" : "m=\(more)"
            sequences.append(Array("\u{1B}_G\(keys);".utf8) + text[start..<end] + [0x1B, 0x5C])
            start = end
        } while start < text.count
        return sequences
    }

    /// Shows an image over `size` cells from the cursor on, or moves it there. The cursor stays.
    static func place(image: Int, size: Size) -> [UInt8] {
        command("a=p,i=\(image),p=1,c=\(size.columns),r=\(size.rows),C=1,q=2")
    }

    /// Lets placeholders stand for the image, `size` cells of them.
    static func placeVirtually(image: Int, size: Size) -> [UInt8] {
        command("a=p,U=1,i=\(image),p=1,c=\(size.columns),r=\(size.rows),q=2")
    }

    /// Takes an image off the screen; it stays with the terminal.
    static func remove(image: Int) -> [UInt8] { command("a=d,d=i,i=\(image),q=2") }

    /// Takes it off the screen and out of the terminal's memory.
    static func forget(image: Int) -> [UInt8] { command("a=d,d=I,i=\(image),q=2") }

    static func command(_ keys: String, payload: String = "") -> [UInt8] {
        Array("\u{1B}_G\(keys)\(payload.isEmpty ? "" : ";" + payload)\u{1B}\\".utf8)
    }
}
