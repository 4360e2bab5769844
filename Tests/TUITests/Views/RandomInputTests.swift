import API
import Client
import Testing

@testable import TUI

/// A repeatable source of chance: xorshift64*.
struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 2_685_821_657_736_338_717
    }
}

@Suite("Whatever is pressed")
struct RandomInputTests {
    private static let keys: [Key] =
        Keymap.standard.bindings.flatMap { $0.sequences.flatMap { $0 } }.filter { $0 != .control("c") } + [
            .delete, .function(5), .character("é"), .character("👩‍🔬"), .character("写"), .control("u"), .control("w"),
            .character("z"),
        ]

    private func randomMessage(_ step: Int, _ scene: Scene, _ chance: inout Chance) -> Message {
        switch Int.random(in: 0..<100, using: &chance) {
        case 0..<8:
            let size = Size(rows: .random(in: 0...70, using: &chance), columns: .random(in: 0...220, using: &chance))
            return .terminal(.resize(size))
        case 8..<16:
            let status = JobStatus.allCases.randomElement(using: &chance) ?? .queued
            let name = HostileNames.texts.randomElement(using: &chance) ?? ""
            let job = Fixtures.job(.random(in: 0..<300, using: &chance), name, status, revision: step)
            return .follower(.job(sequence: Int64(step), job))
        case 16: return .follower(.live)
        case 17: return .follower(.disconnected(ClientError(.unreachable, "gone\u{1B}[2J"), retryInSeconds: 2))
        case 18: return .wake
        case 19...21: return .terminal(.paste(Self.pastes.randomElement(using: &chance) ?? ""))
        case 22..<34: return .terminal(.mouse(randomMouse(scene.model.size, &chance)))
        case 34:
            let level = UInt8.random(in: 0...255, using: &chance)
            return .terminal(.background(Color(level, level, level)))
        default: return .terminal(.key(Self.keys.randomElement(using: &chance) ?? .escape))
        }
    }

    private static let pastes = ["pasted\u{1B}[31m text\n", "写 e\u{301}", String(repeating: "long ", count: 300), ""]

    private func randomMouse(_ size: Size, _ chance: inout Chance) -> MouseEvent {
        let kinds: [MouseEvent.Kind] = [.press, .press, .release, .wheelUp, .wheelDown]
        let place = Position(
            row: .random(in: 0...max(1, size.rows), using: &chance),
            column: .random(in: 0...max(1, size.columns), using: &chance))
        return MouseEvent(kinds.randomElement(using: &chance) ?? .press, at: place)
    }

    /// Answers what was asked, mostly.
    private func answer(_ effects: [Effect], _ scene: inout Scene, _ chance: inout Chance) {
        for effect in effects where Int.random(in: 0..<4, using: &chance) > 0 {
            switch effect {
            case .readFolder(let folder):
                scene.send(.folder(folder, .success(FolderListing(HostileNames.entries + Fixtures.photos))))
                if Bool.random(using: &chance) { scene.send(.folderChanged(folder)) }
            case .preflight: scene.checkAll(parts: 2)
            case .walkTree(let request):
                var batch = TreeBatch()
                batch.images = [FileVersion(path: RawPath("/tree/\u{1B}[2J.jpg"), size: 7, modified: 1)]
                batch.isEnd = Bool.random(using: &chance)
                scene.send(.tree(number: request.number, batch))
            case .findPasted(let paths):
                var found = PastedFiles()
                found.missing = paths.lines.map(\.text)
                scene.send(.pasted(found))
            case .complete(let typed):
                scene.send(.completed(PathCompletion(text: typed.text, names: HostileNames.texts)))
            case .locate(let path): scene.send(.located(path, .success(.folder)))
            case .cutUpload(let number): scene.send(.sent([number: 3]))
            case .inspect: scene.inspect(Fixtures.photoFacts)
            case .loadPreview(let request):
                scene.send(.preview(request, .success(Fixtures.picture(rows: request.rows, columns: request.columns))))
            case .loadJobs(let request):
                let list = JobList(jobs: Fixtures.everyState, nextCursor: nil, total: 6)
                scene.send(.jobs(request, .success(list)))
            case .submit(let item):
                let fails = Bool.random(using: &chance)
                let number = Int.random(in: 0..<300, using: &chance)
                scene.send(
                    .submitted(
                        item,
                        fails ? .failure(ClientError(.file, "no")) : .success(Fixtures.job(number, item.path.name))))
            case .loadStats: scene.send(.stats(.success(Fixtures.stats)))
            default: break
            }
        }
    }

    @Test(
        "10,000 keys, sizes and events: every frame has the right size and holds only what can be shown", .onOwnThread)
    func storm() {
        var chance = Chance(state: 0x5EED_0F70)
        var scene = Scene()
        scene.model.memory.isOn = true
        scene.goLive(jobs: Fixtures.everyState, hint: "A stronger model helps.")
        scene.fill(Fixtures.photos + HostileNames.entries, facts: Fixtures.photoFacts)
        for step in 0..<10_000 {
            let message = randomMessage(step, scene, &chance)
            scene.pass(Double.random(in: 0...0.4, using: &chance))
            answer(scene.send(message), &scene, &chance)
            scene.model.hasQuit = false
            let (frame, cursor) = DashboardView.render(scene.model)
            guard frame.size == scene.model.size, frame.cells.count == frame.size.rows * frame.size.columns,
                !step.isMultiple(of: 7) || (frame.cells.allSatisfy(isShowable) && hasWholeGlyphs(frame)),
                isInside(cursor, frame.size)
            else {
                Issue.record("step \(step), after \(message): a frame of \(frame.size) for \(scene.model.size)")
                return
            }
        }
    }

    private func isShowable(_ cell: Cell) -> Bool {
        cell.glyph.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0 != "\u{202E}"
        }
    }

    /// The right half of a wide glyph stands behind its left one, and a wide glyph has both halves.
    private func hasWholeGlyphs(_ frame: Frame) -> Bool {
        (0..<frame.size.rows).allSatisfy { row in
            (0..<frame.size.columns).allSatisfy { column in
                guard frame[row, column].glyph.isEmpty else { return true }
                return column > 0 && DisplayWidth.of(frame[row, column - 1].glyph) == 2
            }
        }
    }

    private func isInside(_ cursor: Position?, _ size: Size) -> Bool {
        guard let cursor else { return true }
        return (0..<size.rows).contains(cursor.row) && (0..<size.columns).contains(cursor.column)
    }

    @Test("No colour: the cursor line is reversed, and states keep their words")
    func withoutColour() {
        var scene = Scene()
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        scene.model.capabilities = TerminalCapabilities(colors: .none, unicode: true)
        let frame = DashboardView.render(scene.model).frame
        #expect(frame.cells.allSatisfy { $0.style.foreground == nil && $0.style.background == nil })
        #expect(frame.cells.contains { $0.style.attributes.contains(.reverse) })
        for word in ["running", "queued", "succeeded", "failed", "cancelled"] { #expect(frame.text().contains(word)) }
    }
}
