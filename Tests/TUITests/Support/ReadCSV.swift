/// A reader of RFC 4180 of its own, to hold the writer against.
enum ReadCSV {
    /// Records of cells; nil for text that is no CSV.
    static func records(_ text: String) -> [[String]]? {
        var records: [[String]] = []
        var record: [String] = []
        var cell = String.UnicodeScalarView()
        var scalars = Array(text.unicodeScalars)[...]
        func isLineEnd() -> Bool { scalars.starts(with: ["\r", "\n"]) }
        while !scalars.isEmpty {
            if scalars.first == "\"" {
                scalars.removeFirst()
                while true {
                    guard let scalar = scalars.popFirst() else { return nil }
                    if scalar != "\"" {
                        cell.append(scalar)
                    } else if scalars.first == "\"" {
                        cell.append("\"")
                        scalars.removeFirst()
                    } else {
                        break
                    }
                }
                guard scalars.first == "," || isLineEnd() else { return nil }
            } else {
                while let scalar = scalars.first, scalar != ",", !isLineEnd() {
                    guard scalar != "\"", scalar != "\n" else { return nil }
                    cell.append(scalar)
                    scalars.removeFirst()
                }
            }
            record.append(String(cell))
            cell = String.UnicodeScalarView()
            if scalars.first == "," {
                scalars.removeFirst()
            } else {
                guard isLineEnd() else { return nil }
                scalars.removeFirst(2)
                records.append(record)
                record = []
            }
        }
        return record.isEmpty ? records : nil
    }
}
