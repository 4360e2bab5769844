/// What becomes of an image before an image model sees it.
package struct ImageInput: Codable, Sendable, Equatable {
    package var tensor: ModelInput
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
        case tensor = "input"
        case resize
        case channelOrder = "channel_order"
        case colorProfile = "color_profile"
        case scale, mean, std
    }

    package init(
        tensor: ModelInput, resize: ResizeRule, channelOrder: ChannelOrder = .rgb,
        colorProfile: ColorProfileRule = .convert, scale: Double? = nil, mean: [Double]? = nil, std: [Double]? = nil
    ) {
        self.tensor = tensor
        self.resize = resize
        self.channelOrder = channelOrder
        self.colorProfile = colorProfile
        self.scale = scale
        self.mean = mean
        self.std = std
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        tensor = try values.decode(ModelInput.self, forKey: .tensor)
        resize = try values.decode(ResizeRule.self, forKey: .resize)
        channelOrder = try values.decode(ChannelOrder.self, forKey: .channelOrder)
        colorProfile = try values.decodeIfPresent(ColorProfileRule.self, forKey: .colorProfile) ?? .convert
        scale = try values.decodeIfPresent(Double.self, forKey: .scale)
        mean = try values.decodeIfPresent([Double].self, forKey: .mean)
        std = try values.decodeIfPresent([Double].self, forKey: .std)
    }
}
