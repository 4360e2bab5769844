import Foundation

/// Finds the files that an ONNX model keeps tensors in, without knowing more of the format than where those names stand.
///
/// Field numbers are those of onnx.proto: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
enum ONNXExternalData {
    /// Names, each once, as the model has them.
    ///
    /// - Returns: nil for bytes that are no ONNX model.
    static func files(in model: Data) -> [String]? {
        var found: [String] = []
        guard let fields = ProtobufFields(model), let graph = fields.messages(7).first else { return nil }
        let isSound = graphTensors(graph, depth: 0) { tensor in
            for entry in tensor.messages(13).compactMap({ ProtobufFields($0) }) where entry.text(1) == "location" {
                if let name = entry.text(2), !found.contains(name) { found.append(name) }
            }
        }
        return isSound ? found : nil
    }

    /// Visits the tensors of a graph: its initializers, and those in its nodes' attributes, subgraphs included.
    ///
    /// - Returns: false for graphs that are nested too deep to be real.
    private static func graphTensors(_ graph: Data, depth: Int, _ visit: (ProtobufFields) -> Void) -> Bool {
        guard depth < 16, let fields = ProtobufFields(graph) else { return false }
        for tensor in fields.messages(5) {
            if let tensor = ProtobufFields(tensor) { visit(tensor) }
        }
        for node in fields.messages(1).compactMap({ ProtobufFields($0) }) {
            for attribute in node.messages(5).compactMap({ ProtobufFields($0) }) {
                for tensor in attribute.messages(5) + attribute.messages(10) {
                    if let tensor = ProtobufFields(tensor) { visit(tensor) }
                }
                for inner in attribute.messages(6) + attribute.messages(11) {
                    guard graphTensors(inner, depth: depth + 1, visit) else { return false }
                }
            }
        }
        return true
    }
}

/// The fields of one protocol buffers message (https://protobuf.dev/programming-guides/encoding/): the length-delimited
/// ones, by number; the others are stepped over.
private struct ProtobufFields {
    private var delimited: [UInt64: [Data]] = [:]

    /// nil for bytes that are no message.
    init?(_ bytes: Data) {
        var place = bytes.startIndex
        guard place < bytes.endIndex else { return }
        while place < bytes.endIndex {
            guard let key = Self.number(bytes, &place), key >> 3 > 0 else { return nil }
            switch key & 7 {
            case 0: guard Self.number(bytes, &place) != nil else { return nil }
            case 1: guard bytes.formIndex(&place, offsetBy: 8, limitedBy: bytes.endIndex) else { return nil }
            case 5: guard bytes.formIndex(&place, offsetBy: 4, limitedBy: bytes.endIndex) else { return nil }
            case 2:
                let length = Self.number(bytes, &place)
                guard let length, length <= UInt64(bytes.endIndex - place) else { return nil }
                delimited[key >> 3, default: []].append(bytes[place..<place + Int(length)])
                place += Int(length)
            default: return nil
            }
        }
    }

    func messages(_ field: UInt64) -> [Data] { delimited[field] ?? [] }

    func text(_ field: UInt64) -> String? { delimited[field]?.last.flatMap { String(data: $0, encoding: .utf8) } }

    /// A base-128 number of at most ten bytes.
    private static func number(_ bytes: Data, _ place: inout Data.Index) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard place < bytes.endIndex else { return nil }
            let byte = bytes[place]
            place += 1
            if shift < 64 { value |= UInt64(byte & 0x7F) << shift }
            if byte < 0x80 { return value }
        }
        return nil
    }
}
