/// A model package's `model.json`: every fact that is needed to use the model.
package struct ModelManifest: Codable, Sendable, Equatable {
    /// Lower-case letters, digits, `.`, `_` and `-`; also the name of the package's folder where it was installed.
    package var name: String
    /// Compared number by number: `10` is newer than `9`.
    package var version: String
    /// One line for people.
    package var title: String
    /// Only `image-classification`.
    package var task: String
    /// Whether a stronger model takes its place as the default as soon as one is there. Default false.
    package var starter: Bool
    /// The model's file in the package's folder: ONNX, TensorFlow Lite or OpenVINO IR.
    package var file: String
    /// Of the model's file, lower-case hexadecimal.
    package var sha256: String
    /// Of the model's file; nil: not checked.
    package var bytes: Int?
    /// The file with one label an output, in the order of the outputs: a JSON array, or `.txt` with one a line.
    package var labels: String
    /// Leading labels that the model has no output for, such as a background class. Default 0.
    package var labelsToSkip: Int
    package var input: ModelInput
    package var resize: ResizeRule
    package var channelOrder: ChannelOrder
    /// What becomes of an image's embedded colour profile. Default `convert`.
    package var colorProfile: ColorProfileRule
    /// A channel's value is `(sample * scale - mean) / std`, with samples of 0...255; nil (for u8): raw samples.
    package var scale: Double?
    /// Red, green, blue, whatever the channel order; nil: zeros.
    package var mean: [Double]?
    /// Red, green, blue, whatever the channel order; nil: ones.
    package var std: [Double]?
    package var output: ModelOutput
    /// SPDX identifier.
    package var license: String
    /// Where the model comes from: an address, or how it was made.
    package var source: String
    package var description: String?
    /// What to tell who uses this model, for example how to get a stronger one.
    package var hint: String?

    package enum ChannelOrder: String, Codable, Sendable {
        case rgb = "RGB"
        case bgr = "BGR"
    }

    package enum ColorProfileRule: String, Codable, Sendable {
        /// Colours as they are meant: converted to sRGB.
        case convert
        /// Numbers as they are stored, as most training pipelines read them.
        case ignore
    }

    enum CodingKeys: String, CodingKey {
        case name, version, title, task, starter, file, sha256, bytes, labels
        case labelsToSkip = "labels_to_skip"
        case input, resize
        case channelOrder = "channel_order"
        case colorProfile = "color_profile"
        case scale, mean, std, output, license, source, description, hint
    }

    /// `name@version`
    package var id: String { "\(name)@\(version)" }
}

extension ModelManifest {
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        version = try values.decode(String.self, forKey: .version)
        title = try values.decode(String.self, forKey: .title)
        task = try values.decode(String.self, forKey: .task)
        starter = try values.decodeIfPresent(Bool.self, forKey: .starter) ?? false
        file = try values.decode(String.self, forKey: .file)
        sha256 = try values.decode(String.self, forKey: .sha256)
        bytes = try values.decodeIfPresent(Int.self, forKey: .bytes)
        labels = try values.decode(String.self, forKey: .labels)
        labelsToSkip = try values.decodeIfPresent(Int.self, forKey: .labelsToSkip) ?? 0
        input = try values.decode(ModelInput.self, forKey: .input)
        resize = try values.decode(ResizeRule.self, forKey: .resize)
        channelOrder = try values.decode(ChannelOrder.self, forKey: .channelOrder)
        colorProfile = try values.decodeIfPresent(ColorProfileRule.self, forKey: .colorProfile) ?? .convert
        scale = try values.decodeIfPresent(Double.self, forKey: .scale)
        mean = try values.decodeIfPresent([Double].self, forKey: .mean)
        std = try values.decodeIfPresent([Double].self, forKey: .std)
        output = try values.decode(ModelOutput.self, forKey: .output)
        license = try values.decode(String.self, forKey: .license)
        source = try values.decode(String.self, forKey: .source)
        description = try values.decodeIfPresent(String.self, forKey: .description)
        hint = try values.decodeIfPresent(String.self, forKey: .hint)
    }
}
