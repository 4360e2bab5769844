import Foundation

/// How the batch that is being sent fares: files, bytes, pace and time left, as much as there is room for.
enum SendingLine {
    static func line(_ model: Model, room: Int, _ theme: Theme) -> Line {
        let uploads = model.uploads
        guard uploads.isBusy, model.overlay != .quitQuestion, model.overlay != .picking(.stopQuestion) else {
            return .empty
        }
        let number = min(uploads.finished + 1, uploads.total)
        let style = uploads.isPaused || uploads.hold != nil ? theme.warning : theme.active
        let sign = uploads.isPaused || uploads.hold != nil ? theme.glyphs.waiting : theme.glyphs.upload
        var line = Line("\(sign) \(words(model, number))  ", style)
        let bar = Bars.line(fraction(uploads), width: 8, style: style, theme: theme)
        for part in figures(model) where line.width + part.count + 2 + bar.width <= room {
            line += Line("\(part)  ", theme.dim)
        }
        return line + bar
    }

    /// One file's share, where it has the room of a pane.
    static func lines(of path: RawPath, in model: Model, width: Int, _ theme: Theme) -> [Line] {
        var lines = [Line(Strings.onItsWay, theme.active)]
        guard let (item, sent) = model.uploads.progress(of: path), item.bytes > 0, sent > 0 else { return lines }
        lines.append(
            Bars.line(Double(sent) / Double(item.bytes), width: min(40, width), style: theme.active, theme: theme))
        lines.append(Line(Strings.bytesSent(sent, of: item.bytes), theme.dim))
        return lines
    }

    private static func words(_ model: Model, _ number: Int) -> String {
        let uploads = model.uploads
        if uploads.isPaused { return Strings.sendingIsPaused(uploads.finished, of: uploads.total) }
        if let hold = uploads.hold {
            let seconds = Int(max(0, hold.until.timeIntervalSince(model.now)).rounded(.up))
            return Strings.sendingIsHeld(seconds, uploads.finished, of: uploads.total)
        }
        return Strings.sending(number, of: uploads.total)
    }

    /// By bytes; by files where they are all empty.
    private static func fraction(_ uploads: UploadState) -> Double {
        if uploads.totalBytes > 0 { return Double(uploads.sentBytes) / Double(uploads.totalBytes) }
        return uploads.total > 0 ? Double(uploads.finished) / Double(uploads.total) : 0
    }

    /// The most needed first.
    private static func figures(_ model: Model) -> [String] {
        let uploads = model.uploads
        guard uploads.total > 1 || uploads.totalBytes > 1_000_000 else { return [] }
        var parts: [String] = []
        let sent = uploads.sentBytes
        let rate = uploads.pace.bytesPerSecond(bytes: sent, at: model.now)
        if let rate, uploads.hold == nil, !uploads.isPaused {
            parts.append(Strings.left(Double(max(0, uploads.totalBytes - sent)) / rate))
        }
        if uploads.totalBytes > 0 { parts.append(Strings.bytesOf(sent, uploads.totalBytes)) }
        if let rate, !uploads.isPaused { parts.append(Strings.bytesPerSecond(rate)) }
        return parts
    }
}
