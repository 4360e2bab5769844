import Testing

@testable import Inference

@Suite struct ResamplerTests {
    /// The numbers come from Pillow 13.0.0, for a picture that a formula makes:
    ///
    ///     im = Image.new("RGB", (w, h))
    ///     im.putdata([tuple((x * 37 + y * 91 + c * 53) % 256 for c in range(3)) for y in range(h) for x in range(w)])
    ///     list(im.resize((9, 7), Image.Resampling.BILINEAR).crop(box).tobytes())
    private func picture(_ width: Int, _ height: Int) -> PixelImage {
        var rgb: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<3 { rgb.append(UInt8((x * 37 + y * 91 + channel * 53) % 256)) }
            }
        }
        return PixelImage(width: width, height: height, rgb: rgb)
    }

    private enum Resampler {
        static func resize(_ image: PixelImage, to size: PixelSize, crop: CropWindow) -> PixelImage {
            var rows = StoredRows(image)
            let plan = PreparationPlan(
                stored: PixelSize(width: image.width, height: image.height), orientation: .upright, eighths: 8,
                resized: size, crop: crop)
            // A picture that is decoded already can't fail.
            return (try? Inference.Resampler.narrow(&rows, plan).image) ?? PixelImage(width: 0, height: 0, rgb: [])
        }
    }

    @Test func shrinksAsPillow() {
        let size = PixelSize(width: 9, height: 7)
        let small = Resampler.resize(picture(23, 17), to: size, crop: .whole(size))
        #expect(small.rgb == Self.shrunk)
    }

    @Test func enlargesAndCropsAsPillow() {
        let crop = CropWindow(left: 1, top: 1, width: 5, height: 4)
        let large = Resampler.resize(picture(5, 4), to: PixelSize(width: 8, height: 6), crop: crop)
        #expect(large.rgb == Self.enlarged)
    }

    @Test func shrinksAHundredfoldAsPillow() {
        let size = PixelSize(width: 4, height: 2)
        let small = Resampler.resize(picture(400, 3), to: size, crop: .whole(size))
        #expect(
            small.rgb == [
                127, 127, 128, 128, 128, 128, 127, 127, 128, 127, 128, 127, 127, 127, 127, 128, 128, 128, 127, 127, 128,
                127, 127, 127,
            ])
    }

    @Test func aCropIsAPartOfTheWhole() {
        let size = PixelSize(width: 20, height: 30)
        let crop = CropWindow(left: 6, top: 11, width: 6, height: 4)
        let part = Resampler.resize(picture(60, 90), to: size, crop: crop)
        let whole = Resampler.resize(picture(60, 90), to: size, crop: .whole(size))
        for row in crop.rows {
            let line = whole.rgb[(row * 20 + crop.left) * 3..<(row * 20 + crop.left + crop.width) * 3]
            let start = (row - crop.top) * crop.width * 3
            #expect(Array(line) == Array(part.rgb[start..<start + crop.width * 3]))
        }
        #expect(part.rgb.prefix(6) == [134, 121, 129, 134, 134, 127])
    }

    @Test func keepsAPictureOfTheRightSize() {
        let image = picture(6, 5)
        #expect(
            Resampler.resize(
                image, to: PixelSize(width: 6, height: 5), crop: CropWindow(left: 0, top: 0, width: 6, height: 5))
                == image)
    }

    @Test func theShorterSideBecomesTheSize() {
        let rule = ResizeRule(rule: .shorterSide, size: 256, crop: .center, filter: .bilinearAntialiased)
        #expect(rule.size(width: 500, height: 375) == PixelSize(width: 341, height: 256))
        #expect(rule.size(width: 375, height: 500) == PixelSize(width: 256, height: 341))
        #expect(rule.size(width: 20_000, height: 1) == PixelSize(width: 5_120_000, height: 256))
    }

    @Test func cropsTheMiddleRoundingToEven() {
        let crop = CropWindow.centre(width: 224, height: 224, of: PixelSize(width: 341, height: 257))
        // (341 - 224) / 2 = 58.5 and (257 - 224) / 2 = 16.5
        #expect(crop == CropWindow(left: 58, top: 16, width: 224, height: 224))
    }

    private static let shrunk: [UInt8] = [
        101, 131, 136, 131, 151, 132, 118, 123, 140, 109, 125, 134, 140, 119, 104, 112, 125, 125, 122, 125, 126,
        138, 125, 109, 113, 127, 139, 112, 130, 139, 112, 136, 127, 130, 141, 134, 117, 129, 143, 119, 119, 122,
        132, 117, 113, 117, 131, 127, 130, 115, 122, 133, 124, 115, 129, 144, 134, 121, 130, 139, 108, 133, 126,
        131, 143, 139, 118, 131, 137, 118, 113, 125, 130, 123, 112, 119, 127, 126, 128, 116, 124, 148, 120, 125,
        130, 139, 134, 121, 133, 136, 110, 130, 127, 125, 145, 142, 122, 127, 135, 116, 113, 128, 131, 128, 110,
        120, 127, 120, 125, 127, 139, 145, 127, 124, 130, 141, 132, 119, 129, 138, 114, 135, 126, 126, 143, 140,
        119, 126, 138, 120, 114, 124, 129, 127, 111, 136, 142, 118, 124, 126, 135, 140, 131, 128, 134, 142, 128,
        116, 126, 140, 115, 141, 124, 130, 138, 139, 114, 128, 140, 119, 114, 123, 148, 127, 118, 133, 134, 122,
        123, 126, 145, 149, 134, 117, 130, 131, 137, 113, 133, 143, 117, 139, 118, 122, 133, 148, 121, 133, 145,
    ]

    private static let enlarged: [UInt8] = [
        62, 115, 168, 85, 138, 183, 108, 161, 126, 132, 185, 110, 155, 208, 133, 122, 156, 185, 143, 155, 195, 139,
        178, 85, 149, 202, 42, 172, 225, 65, 183, 143, 76, 192, 46, 96, 82, 69, 92, 40, 93, 103, 63, 116, 126, 116,
        113, 94, 131, 64, 117, 74, 87, 140, 58, 111, 164, 81, 134, 187,
    ]
}
