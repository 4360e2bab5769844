/// Turns the terminal's bytes into keys and pastes: a pure state machine, so that sequences may be torn at any byte.
struct KeyDecoder: Sendable {
    private enum State {
        case ground
        /// Bytes from ESC on.
        case escape([UInt8])
        /// Bytes of one scalar, and how many it has.
        case scalar([UInt8], length: Int)
        /// Of a scalar typed with Alt, its bytes to come.
        case dropped(Int)
        case paste(PasteText)
        /// A reply (APC, OSC, DCS) from its introducer on, up to its end.
        case string([UInt8], afterEscape: Bool)
        /// The bytes after ESC [ M.
        case x10Mouse([UInt8])
    }

    /// Bytes of a reply that are looked at; those beyond are swallowed with it.
    private static let longestReply = 4096
    /// Bytes of a control sequence; a terminal with many attributes has long ones.
    private static let longestSequence = 256

    private var state = State.ground
    private var replies: [TerminalReply] = []
    /// Questions are open: what looks like the start of an answer is given more time to go on.
    var awaitsReplies = false
    /// No network lies between that would tear a sequence: Escape is itself the sooner.
    var isNear = false
    private let sequences: KeySequences

    init(sequences: KeySequences = KeySequences()) {
        self.sequences = sequences
    }

    /// How long to wait for more bytes before `expire`, in milliseconds; nil: nothing is pending.
    var patience: Int? {
        switch state {
        case .ground: nil
        // A lone Escape must not feel dead, a sequence torn by the network should not become letters.
        case .escape(let bytes): patience(afterEscape: bytes)
        // Alt-] is no answer that waits for its end; half an answer must not become letters.
        case .string(let bytes, _): bytes.count > 1 ? 1000 : awaitsReplies ? 500 : 40
        case .scalar, .dropped, .x10Mouse: 40
        case .paste: 1000
        }
    }

    /// Nobody types digits or a question mark after ESC [ as fast as that: such a sequence is a terminal's.
    private func patience(afterEscape bytes: [UInt8]) -> Int {
        if bytes.count > 2 { return 500 }
        if awaitsReplies { return bytes.count == 1 ? (isNear ? 30 : 100) : 300 }
        return isNear && bytes.count == 1 ? 5 : 40
    }

    /// The answers among the bytes since the last call.
    mutating func takeReplies() -> [TerminalReply] {
        defer { replies = [] }
        return replies
    }

    mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        for byte in bytes { take(byte, into: &events) }
        return events
    }

    /// Nothing more came within `patience`: a begun sequence ends as it is.
    mutating func expire() -> [TerminalEvent] {
        defer { state = .ground }
        switch state {
        case .escape(let bytes):
            return bytes.count == 1 ? [.key(.escape)] : []
        case .paste(let text): return [.paste(text.finished)]
        case .ground, .scalar, .dropped, .string, .x10Mouse: return []
        }
    }

    private mutating func take(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch state {
        case .ground: takeInGround(byte, into: &events)
        case .escape(let bytes): takeInEscape(bytes, byte, into: &events)
        case .scalar(let bytes, let length): takeInScalar(bytes, length, byte, into: &events)
        case .dropped(let count):
            state = count > 1 ? .dropped(count - 1) : .ground
            if byte & 0xC0 != 0x80 {
                state = .ground
                takeInGround(byte, into: &events)
            }
        case .paste(var text):
            state = .ground  // Otherwise each byte would copy the text.
            if text.append(byte) { events.append(.paste(text.finished)) } else { state = .paste(text) }
        case .string(var bytes, let afterEscape):
            state = .ground  // Otherwise each byte would copy the reply.
            if byte == 0x07 || (afterEscape && byte == 0x5C) {
                switch TerminalReply(introducer: bytes[0], string: Array(bytes.dropFirst())) {
                case .background(let color): events.append(.background(color))
                case let reply?: replies.append(reply)
                case nil: break
                }
            } else if afterEscape {
                // The reply was cut off, and something else has begun.
                state = .escape([0x1B])
                if byte != 0x1B { takeInEscape([0x1B], byte, into: &events) }
            } else {
                if byte != 0x1B, bytes.count < Self.longestReply { bytes.append(byte) }
                state = .string(bytes, afterEscape: byte == 0x1B)
            }
        case .x10Mouse(let bytes): takeInMouse(bytes + [byte], into: &events)
        }
    }

    private mutating func takeInGround(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch byte {
        case 0x1B: state = .escape([byte])
        case 0x00: events.append(.key(.control(" ")))
        case 0x08, 0x7F: events.append(.key(.backspace))
        case 0x09: events.append(.key(.tab))
        case 0x0A, 0x0D: events.append(.key(.enter))
        case 0x01...0x1A: events.append(.key(.control(Character(Unicode.Scalar(byte + 0x60)))))
        case 0x1C...0x1F: events.append(.key(.control(Character(Unicode.Scalar(byte + 0x40)))))
        case 0x20..<0x7F: events.append(.key(.character(Character(Unicode.Scalar(byte)))))
        case 0xC2...0xDF: state = .scalar([byte], length: 2)
        case 0xE0...0xEF: state = .scalar([byte], length: 3)
        case 0xF0...0xF4: state = .scalar([byte], length: 4)
        default: break
        }
    }

    private mutating func takeInScalar(
        _ bytes: [UInt8], _ length: Int, _ byte: UInt8, into events: inout [TerminalEvent]
    ) {
        guard byte & 0xC0 == 0x80 else {
            state = .ground
            return takeInGround(byte, into: &events)
        }
        let all = bytes + [byte]
        guard all.count == length else {
            state = .scalar(all, length: length)
            return
        }
        state = .ground
        let text = String(decoding: all, as: UTF8.self)
        if text.count == 1, let character = text.first, character != "\u{FFFD}",
            DisplayWidth.of(character) > 0 || character.isLetterLike
        {
            events.append(.key(.character(character)))
        }
    }

    private mutating func takeInEscape(_ bytes: [UInt8], _ byte: UInt8, into events: inout [TerminalEvent]) {
        let all = bytes + [byte]
        if bytes.count == 1 {
            switch byte {
            case 0x1B: events.append(.key(.escape))
            case 0x5B, 0x4F: state = .escape(all)
            case 0x5D, 0x50, 0x58, 0x5E, 0x5F: state = .string([byte], afterEscape: false)
            default:
                state = .ground
                if let key = sequences.key(for: all) {
                    events.append(.key(key))
                } else {
                    takeWithAlt(byte, into: &events)
                }
            }
            return
        }
        let isLinuxFunctionKey = bytes.count == 2 && bytes[1] == 0x5B && byte == 0x5B
        let isOpen = bytes[1] == 0x5B && ((0x20..<0x40).contains(byte) || isLinuxFunctionKey)
        if byte == 0x1B {
            state = .escape([byte])
        } else if isOpen, all.count < Self.longestSequence {
            state = .escape(all)
        } else if all == PasteText.start {
            state = .paste(PasteText())
        } else if all == [0x1B, 0x5B, 0x4D] {
            state = .x10Mouse([])
        } else if let event = MouseEvent(sgr: all) {
            state = .ground
            events.append(.mouse(event))
        } else {
            state = .ground
            if let reply = TerminalReply(control: all) {
                replies.append(reply)
            } else if all[2] != UInt8(ascii: "?"), let key = sequences.key(for: all) {
                events.append(.key(key))
            }
        }
    }
}

extension KeyDecoder {
    /// No action has a key with Alt, and half of one must not be taken for the key alone.
    private mutating func takeWithAlt(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch byte {
        case 0x08, 0x09, 0x0A, 0x0D, 0x20...0x7F: break
        case 0xC2...0xDF: state = .dropped(1)
        case 0xE0...0xEF: state = .dropped(2)
        case 0xF0...0xF4: state = .dropped(3)
        default:
            events.append(.key(.escape))
            takeInGround(byte, into: &events)
        }
    }
}

extension KeyDecoder {
    private mutating func takeInMouse(_ bytes: [UInt8], into events: inout [TerminalEvent]) {
        state = bytes.count < 3 ? .x10Mouse(bytes) : .ground
        if let event = MouseEvent(x10: bytes) { events.append(.mouse(event)) }
    }
}

extension Character {
    /// A combining mark typed alone, to stand on the letter before it.
    fileprivate var isLetterLike: Bool {
        unicodeScalars.allSatisfy { $0.properties.generalCategory == .nonspacingMark }
    }
}
