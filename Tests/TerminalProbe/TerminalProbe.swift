import Foundation
import TUI

/// Drives the real terminal for the tests of it: shows one of a few pictures, and writes down what it hears.
///
/// `TerminalProbe FOLDER SCENE`: events go to FOLDER/events, one a line; keys: `q` quits, Ctrl-Z suspends, `C` crashes
/// as told by FOLDER/crash, `B` draws without end. `PROBE_GRAPHICS` is the user's wish for pictures, `PROBE_SLOW` a slow
/// link.
@main
struct TerminalProbe {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { exit(2) }
        let folder = URL(filePath: arguments[1])
        let environment = ProcessInfo.processInfo.environment
        let options = ScreenOptions(
            graphics: environment["PROBE_GRAPHICS"].flatMap(GraphicsWish.init) ?? .auto,
            isSlow: environment["PROBE_SLOW"] != nil)
        let terminal = NcursesTerminal(logPath: folder.appending(path: "log").path, options: options)
        do {
            let events = try await terminal.start()
            await terminal.setMouse(true)
            let journal = try Journal(folder.appending(path: "events"))
            journal.write("capabilities \(await terminal.capabilities)")
            FileHandle.standardError.write(Data("to the log\n".utf8))
            print("also to the log")
            await follow(events, on: terminal, scene: Scene(rawValue: arguments[2]) ?? .text, journal, folder)
            await terminal.stop()
            await terminal.stop()
            print("probe ended")
            if Crash.isLate(in: folder) { abort() }
        } catch {
            print("error: \(error)")
            exit(2)
        }
    }

    private static func follow(
        _ events: AsyncStream<TerminalEvent>, on terminal: NcursesTerminal, scene: Scene, _ journal: Journal,
        _ folder: URL
    ) async {
        var size = Size(rows: 0, columns: 0)
        var last = "-"
        var picture = await Self.picture(for: await terminal.capabilities)
        for await event in events {
            journal.write("\(event)")
            switch event {
            case .resize(let new): size = new
            case .capabilities(let capabilities): picture = await Self.picture(for: capabilities)
            case .key(.character("q")), .terminate: return
            case .key(.control("z")): await terminal.suspend()
            case .key(.control("l")): await terminal.redraw()
            case .key(.character("B")):
                Task { [size] in await drawWithoutEnd(on: terminal, scene: scene, size: size, journal) }
            case .key(.character("C")): Crash.named(in: folder)
            default: break
            }
            if case .key(let key) = event { last = "\(key)" }
            let frame = scene.frame(size: size, last: last, picture: picture)
            await terminal.draw(frame, cursor: scene == .cursor ? Position(row: 1, column: 2) : nil)
            // A picture of an answer is nobody's key.
            if case .capabilities = event { continue }
            journal.write("drawn")
        }
    }

    /// 48 x 36 pixels, red growing to the right and green downwards, as the terminal shows it in 12 x 6 cells at most.
    private static func picture(for capabilities: TerminalCapabilities) async -> CellImage? {
        var rgb: [UInt8] = []
        for row in 0..<36 {
            for column in 0..<48 { rgb += [UInt8(column * 5), UInt8(row * 7), 40] }
        }
        let image = PreviewImage(width: 48, height: 36, rgb: rgb)
        let look = capabilities.look(rows: 6, columns: 12)
        let fit = look.fit(rows: 6, columns: 12)
        let renderer = ChafaRenderer()
        if let picture = await renderer.pixels(for: image, fit: fit, look: look) { return picture }
        return await renderer.cells(for: image, fit: fit, colors: look.colors, unicode: look.unicode)
    }

    private static func drawWithoutEnd(
        on terminal: NcursesTerminal, scene: Scene, size: Size, _ journal: Journal
    ) async {
        for number in 0... {
            await terminal.draw(scene.frame(size: size, last: "\(number)"), cursor: nil)
            journal.write("drawn")
        }
    }
}

/// Lines in a file, each there as soon as it is written.
struct Journal {
    private let handle: FileHandle

    init(_ url: URL) throws {
        try Data().write(to: url)
        handle = try FileHandle(forWritingTo: url)
    }

    func write(_ line: String) { handle.write(Data((line + "\n").utf8)) }
}
