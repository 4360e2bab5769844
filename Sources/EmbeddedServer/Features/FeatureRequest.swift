/// The `features` of a request's body, found as the tutorial's service does it.
enum FeatureRequest {
    /// - Parameter count: values that the model takes.
    static func features(in body: some Sequence<UInt8>, count: Int) throws(FeatureRefusal) -> [JSONValue] {
        let value: JSONValue
        do {
            value = try JSONReader.read(body)
        } catch {
            switch error {
            case .malformed: throw .noFeatures
            case .tooDeep: throw .failed("maximum recursion depth exceeded")
            }
        }
        guard case .array(let features) = try member(of: value), features.count == count else {
            throw .noRow(count: count)
        }
        return features
    }

    /// `if not data or 'features' not in data: …`, then `data['features']`; where Python throws, so does this.
    private static func member(of data: JSONValue) throws(FeatureRefusal) -> JSONValue {
        guard data.isTrue else { throw .noFeatures }
        switch data {
        case .object(let members):
            guard let features = members["features"] else { throw .noFeatures }
            return features
        case .array(let values):
            guard values.contains(.string("features")) else { throw .noFeatures }
            throw .failed("list indices must be integers or slices, not str")
        case .string(let text):
            guard text.contains("features") else { throw .noFeatures }
            throw .failed("string indices must be integers, not 'str'")
        case .null, .bool, .integer, .number:
            throw .failed("argument of type '\(data.typeName)' is not iterable")
        }
    }
}
