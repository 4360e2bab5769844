/// Hands a sequence through tmux to the terminal around it.
enum Passthrough {
    /// - Parameter sequence: one whole escape sequence, short enough for tmux (1 MB).
    static func tmux(_ sequence: [UInt8]) -> [UInt8] {
        var bytes = Array("\u{1B}Ptmux;".utf8)
        for byte in sequence {
            if byte == 0x1B { bytes.append(byte) }
            bytes.append(byte)
        }
        return bytes + [0x1B, 0x5C]
    }
}
