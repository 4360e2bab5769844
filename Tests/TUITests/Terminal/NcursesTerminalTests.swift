import Foundation
import TestSupport
import Testing

extension InARealTerminal {
    @Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux"))
    struct NcursesTerminalTests {
        @Test func drawsAndHearsKeys() async throws {
            let run = try await ProbeRun()
            let screen = try await run.session.waitUntil("the frame is drawn to its last corner") { screen in
                screen.contains("last: -") && screen.split(separator: "\n").last?.hasSuffix("·┘") == true
            }
            #expect(screen.hasPrefix("top5 ▸ ● live 60x12···"))
            #expect(screen.contains("␛[31mred?␛]0;title␇␊"))
            try run.session.sendKeys("Up", "Escape")
            try await run.heard("key(TUI.Key.up)", "key(TUI.Key.escape)")
            try run.session.sendKeys("C-c", "F5", "BTab", "PPage", "Enter", "BSpace", "C-Left")
            try run.session.type("é日")
            try await run.heard(
                "control(\"c\")", "function(5)", "backTab", "pageUp", "enter", "backspace", "left", "character(\"é\")",
                "character(\"日\")")
            try run.session.type("q")
            try await run.session.waitFor("probe ended")
            try await run.expectRestored(exitStatus: 0)
            let log = try String(contentsOf: run.folder.file("log"), encoding: .utf8)
            #expect(log == "to the log\nalso to the log\n")
        }

        @Test func aKeyWithAltIsNoKey() async throws {
            let run = try await ProbeRun()
            try await run.drawn()
            try run.session.sendKeys("M-q", "M-[", "M-é", "M-Enter")
            try run.session.type("x")
            try await run.heard("character(\"x\")")
            #expect(run.events.count { $0.hasPrefix("key") } == 1, "\(run.events)")
            try run.session.type("q")
            try await run.session.waitFor("probe ended")
        }

        @Test func takesAPasteAsOnePiece() async throws {
            let run = try await ProbeRun()
            try await run.drawn()
            try run.session.paste("rm q\u{1B}[31m\n日本\tend")
            try await run.heard(#"paste("rm q[31m\n日本 end")"#)
            try run.session.type("q")
            try await run.session.waitFor("probe ended")
        }

        @Test(
            arguments: [
                ("COLORTERM=truecolor", "tmux-256color", "38;2;255;128;7", "trueColor"),
                ("COLORTERM=", "tmux-256color", "38;5;208", "indexed256"),
                ("COLORTERM=", "screen", "[33m", "sixteen"),
            ])
        func mapsColorsToWhatThereIs(settings: String, type: String, sequence: String, depth: String) async throws {
            let run = try await ProbeRun("colors", settings: settings, type: type)
            try await run.drawn()
            #expect(run.events.first?.contains(depth) == true, "\(run.events)")
            let screen = try run.session.capture(colors: true)
            #expect(screen.split(separator: "orange").first?.contains(sequence) == true, "\(screen)")
            try run.session.type("q")
            try await run.session.waitFor("probe ended")
            try await run.expectRestored()
        }

        /// ncurses has 65,535 colour pairs; this takes more.
        @Test func colorsStayRightWhenThePairsRunOut() async throws {
            let run = try await ProbeRun("storm", settings: "COLORTERM=truecolor", columns: 250, rows: 50)
            try await run.drawn()
            try run.session.type("abcdefg")
            try await run.drawn(8)
            let screen = try run.session.capture(colors: true)
            #expect(screen.hasPrefix("\u{1B}[38;2;255;128;7msteady"), "\(screen.prefix(100).debugDescription)")
            let seed = "character(\"g\")".unicodeScalars.reduce(0) { $0 + Int($1.value) } * 250 * 50
            for value in [seed + 250, seed + 250 * 50 - 1] {
                #expect(screen.contains("38;2;\(value >> 16 & 255);\(value >> 8 & 255);\(value & 255)m"))
            }
        }

        @Test func sendsNoColorsWhenAskedNotTo() async throws {
            let run = try await ProbeRun("colors", settings: "NO_COLOR=1 COLORTERM=truecolor")
            try await run.drawn()
            let screen = try run.session.capture(colors: true)
            #expect(screen.contains("\u{1B}[4morange"))
            #expect(!screen.contains("38;") && !screen.contains("[3m"))
        }

        @Test func keepsColumnsStraightWithWideGlyphs() async throws {
            let run = try await ProbeRun("wide")
            try await run.drawn()
            let first = try run.session.capture()
            #expect(first.hasPrefix("日本語|\ne\u{301}|👩|DE|한|\n\n"), "\(first)")
            try run.session.type("x")
            try await run.drawn(2)
            let lines = try run.session.capture().split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.first == " 日本語|")
            #expect(lines[3] == String(repeating: " ", count: 55) + "日本")
            #expect(lines[4] == "\u{FFFD}")
        }

        @Test func showsASCIIWhereTheLocaleIsNotUTF8() async throws {
            let run = try await ProbeRun(settings: "LC_ALL=C")
            let screen = try await run.session.waitFor("last: -")
            #expect(screen.hasPrefix("top5 > * live 60x12..."))
            #expect(!screen.contains { !$0.isASCII })
            #expect(run.events.first?.contains("unicode: false") == true)
        }

        @Test(
            arguments: [
                ("TERM=dumb", "TERM=dumb"), ("TERM=no-such", "\"no-such\" is not known"), ("TERM=", "TERM is not set"),
            ])
        func refusesWhatCannotShowIt(settings: String, message: String) async throws {
            let run = try await ProbeRun(settings: settings, columns: 200)
            try await run.session.waitFor(message)
            try await run.expectRestored(exitStatus: 2)
        }

        @Test func stillScreenSendsNoBytes() async throws {
            let run = try await ProbeRun("colors", settings: "COLORTERM=truecolor")
            try await run.drawn()
            let recording = run.folder.file("bytes")
            try run.session.record(to: recording)
            try run.session.sendKeys("F5", "F6", "Up", "x")
            try await run.drawn(5)
            // Ctrl-L is heard last and sends everything: what came before it would stand before the first clearing.
            try run.session.sendKeys("C-l")
            try await run.drawn(6)
            try await run.session.waitUntil("the redraw is recorded") { _ in
                (try? Data(contentsOf: recording).count) ?? 0 > 1000
            }
            // What tmux has dropped of the first questions may be asked again meanwhile: that is no part of the screen.
            let bytes = try String(decoding: Data(contentsOf: recording), as: UTF8.self)
                .replacing(#/\u{1B}Ptmux;(?:[^\u{1B}]|\u{1B}\u{1B})*\u{1B}\\/#, with: "")
            #expect(
                bytes.hasPrefix("\u{1B}[H\u{1B}[J") || bytes.hasPrefix("\u{1B}[H\u{1B}[2J"),
                "\(bytes.prefix(200).debugDescription)")
        }

        @Test func survivesAResizeStormAndOneCell() async throws {
            let run = try await ProbeRun()
            try await run.drawn()
            for (columns, rows) in [(1, 1), (200, 60), (2, 1), (1, 40), (33, 7), (1, 1), (80, 2), (5, 5), (1, 1)] {
                try run.session.resize(columns: columns, rows: rows)
            }
            try await run.heard("Size(rows: 1, columns: 1)")
            try run.session.sendKeys("x")
            try await run.heard("character(\"x\")")
            try run.session.resize(columns: 50, rows: 9)
            let screen = try await run.session.waitFor("live 50x9")
            #expect(screen.split(separator: "\n").last?.hasSuffix("·┘") == true, "\(screen)")
            try run.session.type("q")
            try await run.session.waitFor("probe ended")
            try await run.expectRestored()
        }

        @Test func showsTheCursorWhereATextFieldWantsIt() async throws {
            let run = try await ProbeRun("cursor")
            try await run.drawn()
            try await run.session.waitUntil("the cursor is in the field") { _ in
                try run.session.value(of: "#{cursor_flag} #{cursor_y} #{cursor_x}") == "1 1 2"
            }
        }
    }
}
