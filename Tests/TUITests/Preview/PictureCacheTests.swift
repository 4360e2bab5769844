import Testing

@testable import TUI

@Suite struct PictureCacheTests {
    private func request(_ number: Int) -> PreviewRequest {
        PreviewRequest(source: .job(id: "\(number)"), rows: 4, columns: 8)
    }

    private func picture(_ bytes: Int) -> CellImage {
        let size = Size(rows: 1, columns: 1)
        let pixels = PixelPicture(size: size, content: .sequence([UInt8](repeating: 0, count: bytes)))
        return CellImage(size: size, cells: [.blank], pixels: pixels)
    }

    /// A thousand thumbnails of 100 kB each stay within 12 MB.
    @Test func aThousandPreviewsStayWithinTheLimit() {
        var cache = PictureCache()
        for number in 0..<1000 {
            cache[request(number)] = picture(100_000)
            #expect(cache.bytes <= 12 << 20)
        }
        #expect(cache.count > 80)
        #expect(cache[request(999)] != nil)
        #expect(cache[request(0)] == nil)
    }

    @Test func theOnesUsedLastStay() {
        var cache = PictureCache(limit: 10_000)
        for number in 0..<8 { cache[request(number)] = picture(1000) }
        _ = cache[request(0)]
        for number in 8..<14 { cache[request(number)] = picture(1000) }
        #expect(cache[request(0)] != nil)
        #expect(cache[request(1)] == nil)
        let before = cache.bytes
        cache[request(13)] = picture(1000)
        #expect(cache.bytes == before)
        cache[request(13)] = nil
        #expect(cache.bytes < before)
    }
}
