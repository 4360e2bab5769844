/// One flat object: what a task needs stands beside what every model has.
extension ModelManifest: Codable {
    enum CodingKeys: String, CodingKey {
        case name, version, title, task, starter, file, sha256, bytes, weights, labels
        case labelsToSkip = "labels_to_skip"
        case input, output, license, source, description, hint
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        version = try values.decode(String.self, forKey: .version)
        title = try values.decode(String.self, forKey: .title)
        switch try values.decode(String.self, forKey: .task) {
        case "image-classification": task = .imageClassification(try ImageInput(from: decoder))
        case "features": task = .features(try values.decode(FeatureInput.self, forKey: .input))
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .task, in: values,
                debugDescription: "\"\(other)\" is not known; there are image-classification and features")
        }
        starter = try values.decodeIfPresent(Bool.self, forKey: .starter) ?? false
        file = try values.decode(String.self, forKey: .file)
        sha256 = try values.decode(String.self, forKey: .sha256)
        bytes = try values.decodeIfPresent(Int.self, forKey: .bytes)
        weights = try values.decodeIfPresent([WeightsFile].self, forKey: .weights) ?? []
        labels = try values.decode(String.self, forKey: .labels)
        labelsToSkip = try values.decodeIfPresent(Int.self, forKey: .labelsToSkip) ?? 0
        output = try values.decode(ModelOutput.self, forKey: .output)
        license = try values.decode(String.self, forKey: .license)
        source = try values.decode(String.self, forKey: .source)
        description = try values.decodeIfPresent(String.self, forKey: .description)
        hint = try values.decodeIfPresent(String.self, forKey: .hint)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(name, forKey: .name)
        try values.encode(version, forKey: .version)
        try values.encode(title, forKey: .title)
        try values.encode(task.name, forKey: .task)
        switch task {
        case .imageClassification(let image): try image.encode(to: encoder)
        case .features(let features): try values.encode(features, forKey: .input)
        }
        try values.encode(starter, forKey: .starter)
        try values.encode(file, forKey: .file)
        try values.encode(sha256, forKey: .sha256)
        try values.encodeIfPresent(bytes, forKey: .bytes)
        if !weights.isEmpty { try values.encode(weights, forKey: .weights) }
        try values.encode(labels, forKey: .labels)
        try values.encode(labelsToSkip, forKey: .labelsToSkip)
        try values.encode(output, forKey: .output)
        try values.encode(license, forKey: .license)
        try values.encode(source, forKey: .source)
        try values.encodeIfPresent(description, forKey: .description)
        try values.encodeIfPresent(hint, forKey: .hint)
    }
}
