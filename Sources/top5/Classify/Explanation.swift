import Foundation
import Inference

/// What was done to an image before the model saw it, and how long each step took.
struct Explanation {
    private let plan: PreparationPlan
    private let timings: StepTimings

    init(_ result: Classification) {
        plan = result.plan
        timings = result.timings
    }

    struct Preparation: Encodable {
        struct Size: Encodable {
            var width: Int
            var height: Int

            init(_ size: PixelSize) {
                width = size.width
                height = size.height
            }
        }

        struct Crop: Encodable {
            var left: Int
            var top: Int
            var width: Int
            var height: Int
        }

        /// Pixels in the file.
        var stored: Size
        /// EXIF, 1...8.
        var orientation: Int
        /// Of the stored size that the decoder made, in eighths.
        var decodedEighths: Int
        var resized: Size
        /// Of the resized picture.
        var crop: Crop

        enum CodingKeys: String, CodingKey {
            case stored, orientation
            case decodedEighths = "decoded_eighths"
            case resized, crop
        }
    }

    var preparation: Preparation {
        Preparation(
            stored: .init(plan.stored), orientation: plan.orientation.rawValue, decodedEighths: plan.eighths,
            resized: .init(plan.resized),
            crop: .init(left: plan.crop.left, top: plan.crop.top, width: plan.crop.width, height: plan.crop.height))
    }

    /// Two lines for people.
    var lines: [String] {
        func text(_ size: PixelSize) -> String { "\(size.width)x\(size.height)" }
        var steps = [text(plan.stored)]
        if plan.eighths < 8 { steps.append("decoded at \(plan.eighths)/8") }
        if plan.orientation != .upright { steps.append("turned upright (EXIF \(plan.orientation.rawValue))") }
        steps.append("resized to \(text(plan.resized))")
        steps.append(
            "\(plan.crop.width)x\(plan.crop.height) from \(plan.crop.left),\(plan.crop.top) shown to the model")
        return [
            steps.joined(separator: ", "),
            String(
                format: "decoding %.2f  preprocessing %.2f  inferring %.2f  formatting %.2f ms", timings.decoding,
                timings.preprocessing, timings.inferring, timings.formatting),
        ]
    }
}
