import Foundation
import Testing

@testable import Processes

struct FrameParserTests {
    private static let frames = [
        Frame(head: Data("{}".utf8), body: Data()), Frame(head: Data(), body: Data([0, 1, 255])),
        Frame(head: Data(repeating: 7, count: 300), body: Data((0..<70_000).map { UInt8(truncatingIfNeeded: $0) })),
        Frame(head: Data(), body: Data()),
    ]

    private static let wire = frames.reduce(into: Data()) { wire, frame in
        wire.append(contentsOf: Frame.prefix(head: frame.head.count, body: frame.body.count))
        wire.append(frame.head)
        wire.append(frame.body)
    }

    @Test(arguments: [1, 2, 3, 7, 8, 9, 311, 4096, 1 << 20])
    func everyCutGivesTheSameFrames(size: Int) throws {
        var parser = FrameParser()
        var found: [Frame] = []
        var rest = Self.wire[...]
        while !rest.isEmpty {
            Data(rest.prefix(size)).withUnsafeBytes { parser.append($0) }
            rest = rest.dropFirst(size)
            while let frame = try parser.next() { found.append(frame) }
        }
        #expect(found == Self.frames)
        for frame in found { #expect(frame.head.startIndex == 0 && frame.body.startIndex == 0) }
    }

    @Test(arguments: [[UInt8](repeating: 255, count: 8), [4, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 64, 0, 0, 1]])
    func aLengthThatNoFrameHasIsRefused(prefix: [UInt8]) {
        var parser = FrameParser()
        prefix.withUnsafeBytes { parser.append($0) }
        #expect(throws: ProcessError.self) { try parser.next() }
    }
}
