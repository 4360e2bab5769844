import Foundation
import TestSupport
import Testing

extension InARealTerminal {
    /// The probe on a terminal that is played here: what it asks, what it draws, and that no trace is left.
    @Suite struct PictureTerminalTests {
        private static let usual = [
            (question: "\u{1B}[c", answer: "\u{1B}[?62;22c"), (question: "\u{1B}[5n", answer: "\u{1B}[0n"),
            (question: "\u{1B}[16t", answer: "\u{1B}[6;20;10t"),
        ]
        private static let kitty =
            [(question: "\u{1B}_Ga=q,t=d,f=24,s=1,v=1,i=31;AAAA\u{1B}\\", answer: "\u{1B}_Gi=31;OK\u{1B}\\")] + usual
        private static let sixel =
            [(question: "\u{1B}[c", answer: "\u{1B}[?62;4;22c")] + usual.dropFirst()
        private static let iterm2 =
            [(question: "\u{1B}]1337;Capabilities\u{7}", answer: "\u{1B}]1337;Capabilities=T3LrMScF\u{1B}\\")] + usual

        private struct Probe {
            let terminal: PseudoTerminal
            let folder: TemporaryFolder

            init(
                _ answers: [(question: String, answer: String)], environment: [String: String] = [:]
            ) throws {
                folder = try TemporaryFolder("pictures")
                try "".write(to: folder.file("crash"), atomically: true, encoding: .utf8)
                let program = BuiltProduct.executable("TerminalProbe").path
                terminal = try PseudoTerminal(
                    [program, folder.url.path, "pictures"], environment: environment, folder: folder.url,
                    answers: answers)
            }

            var events: [String] {
                let text = (try? String(contentsOf: folder.file("events"), encoding: .utf8)) ?? ""
                return text.split(separator: "\n").map(String.init)
            }

            func heard(_ part: String) async throws {
                let holds = await Deadline.poll { events.contains { $0.contains(part) } }
                try #require(holds, "not heard: \(part) in \(events)")
            }

            /// Types a letter and waits until the frame for it has been drawn.
            /// - Returns: what was sent for it.
            func press(_ letter: Character) async throws -> String {
                let place = terminal.count
                let before = events.count { $0 == "drawn" }
                terminal.send(String(letter))
                let holds = await Deadline.poll { events.count { $0 == "drawn" } > before }
                try #require(holds, "\(letter) was not drawn: \(events)")
                // The journal is written by another way than the screen: what was sent is read when no more comes.
                _ = await Deadline.stable { terminal.count }
                return String(decoding: terminal.output(from: place), as: UTF8.self)
            }

            var keys: [String] { events.filter { $0.hasPrefix("key") } }
        }

        private func number(in text: String) throws -> String {
            let match = try #require(text.firstMatch(of: /a=t,f=24,s=\d+,v=\d+,i=(\d+)/))
            return String(match.1)
        }

        @Test func kittyImagesArePlacedMovedCoveredAndRemoved() async throws {
            let probe = try Probe(Self.kitty)
            try await probe.heard("graphics: Optional(TUI.GraphicsProtocol.kitty)")
            let first = try await probe.press("a")
            let image = try number(in: first)
            #expect(first.contains("\u{1B}_Ga=t,f=24,s=48,v=36,i=\(image),q=2,m=1;"))
            var data = ""
            for match in first.matches(of: /\x1B_G[^;]*;([A-Za-z0-9+\/=]+)\x1B\\/) { data += match.1 }
            var rgb = Data()
            for row in 0..<36 {
                for column in 0..<48 { rgb += Data([UInt8(column * 5), UInt8(row * 7), 40]) }
            }
            #expect(Data(base64Encoded: data) == rgb)
            #expect(first.contains("\u{1B}7"))
            // 12 cells of 10 pixels by 4.5 of 20: the picture stands in the middle of 14 x 6 cells from column 10, row 2.
            #expect(
                first.contains("\u{1B}[4;12H\u{1B}_Ga=p,i=\(image),p=1,c=12,r=4,C=1,q=2\u{1B}\\\u{1B}8")
                    || first.contains("\u{1B}[3;12H\u{1B}_Ga=p,i=\(image),p=1,c=12,r=5,C=1,q=2\u{1B}\\\u{1B}8"),
                "\(first.suffix(200).debugDescription)")

            #expect(try await probe.press("b").contains("a=") == false, "a still picture is not sent again")
            let moved = try await probe.press("m")
            #expect(moved.contains("_Ga=p,i=\(image),p=1"))
            #expect(!moved.contains("a=t"))
            let covered = try await probe.press("o")
            #expect(covered.contains("\u{1B}_Ga=d,d=i,i=\(image),q=2\u{1B}\\"))
            #expect(covered.contains("[over]"))
            #expect(covered.contains("38;"), "the rest is shown in cells")
            let back = try await probe.press("a")
            #expect(back.contains("_Ga=p,i=\(image),p=1"))
            #expect(!back.contains("a=t"))
            let gone = try await probe.press("n")
            #expect(gone.contains("\u{1B}_Ga=d,d=i,i=\(image),q=2\u{1B}\\"))

            let place = probe.terminal.count
            probe.terminal.send("q")
            #expect(try await probe.terminal.waitForEnd() == 0)
            let end = String(decoding: probe.terminal.output(from: place), as: UTF8.self)
            let forgotten = try #require(end.range(of: "\u{1B}_Ga=d,d=I,i=\(image),q=2\u{1B}\\"))
            let left = try #require(end.range(of: "\u{1B}[?1049l"))
            #expect(forgotten.lowerBound < left.lowerBound)
            #expect(probe.keys.count == 7, "no answer was taken for a key: \(probe.keys)")
        }

        @Test func sixelsAreDrawnOverBlankCellsAndDrawnOver() async throws {
            let probe = try Probe(Self.sixel)
            try await probe.heard("GraphicsProtocol.sixel")
            let first = try await probe.press("a")
            let sixel = try #require(first.firstMatch(of: /\x1B\[(\d+);12H\x1BP[0-9;]*q([^\x1B]+)\x1B\\/))
            #expect(sixel.2.hasPrefix("\"1;1;120;"), "\(sixel.2.prefix(40))")
            #expect(sixel.2.contains("#0;2;"))
            let raster = try #require(sixel.2.firstMatch(of: /"1;1;120;(\d+)/))
            let height = try #require(Int(raster.1))
            #expect(height % 6 == 0 && height <= 100)
            #expect(try await probe.press("b") == "", "a still screen sends no bytes")
            let gone = try await probe.press("n")
            #expect(!gone.contains("\u{1B}P"))
            #expect(
                gone.contains("left3") && gone.contains("right"), "its rows are drawn anew: \(gone.debugDescription)")
            #expect(!gone.contains("left9"), "other rows are not")
            let again = try await probe.press("a")
            #expect(again.contains("\u{1B}P"))
            let covered = try await probe.press("o")
            #expect(!covered.contains("\u{1B}P"))
            #expect(covered.contains("[over]") && covered.contains("left3"))
            probe.terminal.send("q")
            #expect(try await probe.terminal.waitForEnd() == 0)
        }

        @Test func iterm2GetsItsOwnSequence() async throws {
            let probe = try Probe(Self.iterm2)
            try await probe.heard("GraphicsProtocol.iterm2")
            let first = try await probe.press("a")
            let sent = try #require(
                first.firstMatch(
                    of:
                        /\x1B\]1337;File=inline=1;width=12;height=\d;preserveAspectRatio=0;doNotMoveCursor=1:([^\x07]+)\x07/
                ))
            let data = try #require(Data(base64Encoded: String(sent.1)))
            #expect(data.starts(with: Data("II*\0".utf8)) || data.starts(with: Data("MM\0*".utf8)), "a TIFF")
            #expect(try await probe.press("n").contains("left3"))
            probe.terminal.send("q")
            #expect(try await probe.terminal.waitForEnd() == 0)
        }

        /// Answers that come late, torn and between keys change the picture and are never typed.
        @Test func lateAndTornAnswersAreNoKeys() async throws {
            let probe = try Probe([])
            try await probe.terminal.waitFor("\u{1B}[c", "left1")
            let cells = try await probe.press("a")
            #expect(cells.contains("▀") || cells.contains("▄") || cells.contains("█") || cells.contains("38;5;"))
            for part in ["\u{1B}_Gi=3", "1;O", "K\u{1B}", "\\", "\u{1B}[?6", "2;4", ";22c", "\u{1B}[0", "n"] {
                probe.terminal.send(part)
                _ = await Deadline.stable(rounds: 8) { probe.terminal.count }
            }
            try await probe.heard("GraphicsProtocol.kitty")
            probe.terminal.send("\u{1B}_Gi=31;ENODATA\u{1B}\\\u{1B}]1337;ReportCellSize=;;\u{1B}\\\u{1B}[?62c")
            #expect(try await probe.press("b").isEmpty == false)
            #expect(probe.keys == ["key(TUI.Key.character(\"a\"))", "key(TUI.Key.character(\"b\"))"])
            probe.terminal.send("q")
            #expect(try await probe.terminal.waitForEnd() == 0)
        }

        @Test func aTerminalThatNeverAnswersGetsCells() async throws {
            let probe = try Probe([])
            try await probe.terminal.waitFor("left1")
            let shown = try await probe.press("a")
            #expect(!shown.contains("\u{1B}_G") && !shown.contains("\u{1B}P") && !shown.contains("1337"))
            probe.terminal.send("q")
            #expect(try await probe.terminal.waitForEnd() == 0)
        }

        @Test(arguments: [("cells", false), ("ascii", true)])
        func aWishForCellsAsksNothing(wish: String, isASCII: Bool) async throws {
            let probe = try Probe(Self.kitty, environment: ["PROBE_GRAPHICS": wish])
            try await probe.terminal.waitFor("left1")
            let shown = try await probe.press("a")
            let all = String(decoding: probe.terminal.output, as: UTF8.self)
            #expect(!all.contains("\u{1B}_G") && !all.contains("1337"))
            #expect(shown.allSatisfy(\.isASCII) == isASCII, "\(shown.debugDescription)")
            probe.terminal.send("q")
            #expect(try await probe.terminal.waitForEnd() == 0)
        }

        @Test func aCrashFreesTheTerminalOfItsImages() async throws {
            let probe = try Probe(Self.kitty)
            try "abort".write(to: probe.folder.file("crash"), atomically: true, encoding: .utf8)
            try await probe.heard("GraphicsProtocol.kitty")
            let image = try number(in: try await probe.press("a"))
            let place = probe.terminal.count
            probe.terminal.send("C")
            #expect(try await probe.terminal.waitForEnd() == 128 + SIGABRT)
            try await probe.terminal.waitFor(
                "\u{1B}_Ga=d,d=I,i=\(image),q=2\u{1B}\\", "\u{1B}[?1049l", "top5 crashed", from: place)
        }

        @Test func aResizeAndARedrawSendEverythingAgain() async throws {
            let probe = try Probe(Self.kitty)
            try await probe.heard("GraphicsProtocol.kitty")
            let image = try number(in: try await probe.press("a"))
            let place = probe.terminal.count
            probe.terminal.resize(columns: 70, rows: 14)
            try await probe.terminal.waitFor("d=I,i=\(image)", "a=t,", "a=p,", from: place)
            let redrawn = probe.terminal.count
            probe.terminal.send("\u{0C}")
            try await probe.terminal.waitFor("d=I,i=\(image)", "left1", "a=t,", "a=p,", from: redrawn)
            probe.terminal.send("q")
            #expect(try await probe.terminal.waitForEnd() == 0)
        }

        @Test func aSlowLinkGetsLess() async throws {
            let probe = try Probe(Self.kitty, environment: ["PROBE_SLOW": "1"])
            try await probe.heard("GraphicsProtocol.kitty")
            try await probe.heard("bytesPerSecond: Optional(1)")
            #expect(try await probe.press("a").contains("a=t,"))
            probe.terminal.send("q")
            #expect(try await probe.terminal.waitForEnd() == 0)
        }

        /// tmux between the probe and a terminal with kitty's images: they go through as text that stands for them.
        @Test(.enabled(if: TmuxSession.isAvailable, "needs tmux"))
        func tmuxGetsPlaceholders() async throws {
            let folder = try TemporaryFolder("tmux-pictures")
            let program = BuiltProduct.executable("TerminalProbe").path
            let socket = "top5-\(UUID().uuidString.prefix(13))"
            let answers = [
                (question: "\u{1B}_Ga=p,U=1,i=32,P=32,Q=1\u{1B}\\", answer: "\u{1B}_Gi=32;EINVAL:no parent\u{1B}\\"),
                (question: "\u{1B}[c", answer: "\u{1B}[?62;22c"),
            ]
            let outer = try PseudoTerminal(
                [
                    "tmux", "-L", socket, "-f", "/dev/null", "-u", "set-option", "-g", "allow-passthrough", "on", ";",
                    "set-option", "-g", "status", "off", ";", "set-option", "-g", "default-terminal",
                    "tmux-256color", ";", "new-session",
                    "echo ready; read line; exec '\(program)' '\(folder.url.path)' pictures",
                ], columns: 60, rows: 12, answers: answers)
            // tmux hands nothing through before it knows its own terminal.
            try await outer.waitFor("ready")
            outer.send("\r")
            func events() -> String { (try? String(contentsOf: folder.file("events"), encoding: .utf8)) ?? "" }
            let knows = await Deadline.poll { events().contains("GraphicsProtocol.kitty") }
            try #require(knows, "\(events())\n\(String(decoding: outer.output, as: UTF8.self).debugDescription)")
            let place = outer.count
            outer.send("a")
            try await outer.waitFor("\u{1B}_Ga=t,f=24,", "\u{1B}_Ga=p,U=1,i=", "\u{10EEEE}", from: place)
            let sent = String(decoding: outer.output(from: place), as: UTF8.self)
            let image = try number(in: sent)
            let value = try #require(Int(image))
            #expect(sent.contains("38;5;\(value & 255)m"), "\(sent.suffix(400).debugDescription)")
            #expect(!sent.contains("tmux;"))
            let removal = outer.count
            outer.send("n")
            _ = await Deadline.poll { events().contains("\"n\"") }
            try await outer.waitFor("left3", from: removal)
            outer.send("q")
            #expect(try await outer.waitForEnd() == 0)
            try await outer.waitFor("\u{1B}_Ga=d,d=I,i=\(image),q=2\u{1B}\\", from: removal)
            let keys = events().split(separator: "\n").filter { $0.hasPrefix("key") }
            #expect(keys.count == 3, "\(keys)")
        }
    }
}
