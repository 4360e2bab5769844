import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Whatever comes from the keyboard, the mouse and the window.
    @Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux")) struct DashboardStormTests {
        /// Without the keys that leave: the dashboard has to be there at the end.
        private static let pieces: [String] =
            "hjklgGsauxrnNyo/?.:*vRDpmMz123[]-+ fbté写".map(String.init) + [
                "\r", "\t", "\u{1B}", "\u{7F}", "\u{0C}", "\u{02}", "\u{06}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C",
                "\u{1B}[D", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[H", "\u{1B}[F", "\u{1B}[Z", "\u{1B}OP", "\u{1B}[15~",
                "\u{1B}[200~pasted \u{1B}[31m text\u{1B}[201~", "\u{1B}]11;rgb:ffff/ffff/ffff\u{07}",
                "\u{1B}]11;rgb:0000/00", "\u{1B}[M !!", "\u{1B}[<35;2;2M", "\u{1B}x",
            ]

        @Test func tenThousandEventsInARealTerminal() async throws {
            let home = try TemporaryFolder("storm")
            let folder = home.file("config/top5")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // No way out but the one key that the storm does not have.
            let config = "[keys]\nquit = 'ctrl-t'\nsuspend = []\ninterrupt = 'ctrl-g'\npalette = []\n"
            try Data(config.utf8).write(to: folder.appending(path: "config.toml"))
            let session = try DashboardSession(home: home)
            try await session.waitUntilLive()
            var seed: UInt64 = 0x5EED_CAFE
            func chance(_ count: Int) -> Int {
                seed ^= seed >> 12
                seed ^= seed << 25
                seed ^= seed >> 27
                return Int((seed &* 2_685_821_657_736_338_717) >> 33) % count
            }
            for round in 0..<40 {
                var bytes: [UInt8] = []
                for _ in 0..<250 {
                    let text =
                        chance(6) == 0
                        ? "\u{1B}[<\([0, 64, 65][chance(3)]);\(1 + chance(120));\(1 + chance(34))M"
                        : Self.pieces[chance(Self.pieces.count)]
                    bytes += Array(text.utf8)
                }
                try session.terminal.send(bytes)
                if round % 8 == 3 { try session.terminal.resize(columns: 20 + chance(120), rows: 5 + chance(40)) }
            }
            try session.terminal.resize(columns: 110, rows: 32)
            // Out of whatever is open; a question is answered with no.
            for _ in 0..<8 { try session.terminal.sendKeys("Escape") }
            try await session.terminal.waitUntil("the dashboard is at its full size again", deadline: 60) { screen in
                screen.components(separatedBy: "\n").contains { $0.count == 110 } && screen.contains("top5")
            }
            try session.terminal.sendKeys("C-g")
            let end = try await session.waitForEnd()
            #expect(end.status == "status=0")
            #expect(end.before == end.after)
            let modes = try session.terminal.value(of: "#{alternate_on} #{cursor_flag} #{mouse_any_flag}")
            #expect(modes == "0 1 0")
            let log = try String(contentsOf: home.file("state/top5/top5.log"), encoding: .utf8)
            #expect(!log.contains("crashed"))
        }
    }
}
