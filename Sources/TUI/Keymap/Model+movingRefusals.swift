import API

extension Model {
    /// Why a cursor can't move, and why nothing opens.
    func movingRefusal(of action: Action) -> String? {
        if isWatching { return watchingRefusal(of: action) }
        if case .profiles(let cursor) = overlay { return profilesRefusal(of: action, cursor) }
        return switch action {
        case .up, .pageUp, .top: upRefusal
        case .down, .pageDown, .bottom: downRefusal(toEnd: action == .bottom)
        case .parent: files.folder.isRoot ? Strings.topmostFolder : nil
        case .enter, .open: files.range == nil ? openRefusal(action) : nil
        case .back: canGoBack ? nil : Strings.nothingToGoBackFrom(keymap)
        default: nil
        }
    }

    /// The scroll of what covers the panes, of the most there is; nil with nothing to scroll.
    private var scroll: (now: Int, most: Int)? {
        switch overlay {
        case .job(_, let scroll), .help(let scroll): mostScroll.map { (scroll, $0) }
        default: nil
        }
    }

    private var upRefusal: String? {
        if case .menu(let menu) = overlay { return menu.index > 0 ? nil : Strings.firstLine }
        if overlay != nil {
            guard let scroll, scroll.most > 0 else { return Strings.nothingToScroll }
            return scroll.now > 0 ? nil : Strings.firstLine
        }
        if list == .queue {
            if queue.count == 0 { return Strings.noLines }
            return queue.selectedLine == 0 && queue.offset == 0 ? Strings.firstLine : nil
        }
        if files.lineCount == 0 { return Strings.noLines }
        return files.cursor > 0 ? nil : Strings.firstLine
    }

    private func downRefusal(toEnd: Bool) -> String? {
        if case .menu(let menu) = overlay { return menu.index + 1 < menuCount(menu.kind) ? nil : Strings.lastLine }
        if overlay != nil {
            guard let scroll, scroll.most > 0 else { return Strings.nothingToScroll }
            return scroll.now < scroll.most ? nil : Strings.lastLine
        }
        if list == .queue {
            if queue.count == 0 { return Strings.noLines }
            guard let line = queue.selectedLine else { return nil }
            if line == queue.lineCount - 1 { return queue.isComplete || !queue.hole.isEmpty ? Strings.lastLine : nil }
            return line + 1 == queue.hole.lowerBound && !queue.hole.isEmpty && !toEnd ? Strings.lastLoadedLine : nil
        }
        if files.lineCount == 0 { return Strings.noLines }
        return files.cursor < files.lineCount - 1 ? nil : Strings.lastLine
    }

    private func openRefusal(_ action: Action) -> String? {
        if list == .queue { return queue.selectedJob == nil ? Strings.noJobHere : nil }
        guard files.lineCount > 0 else { return Strings.nothingToOpen }
        switch files.current?.kind {
        case .folder, nil: return nil
        case .file: return action == .open ? nil : Strings.filesOpenOtherwise(keymap)
        case .other, .brokenLink: return Strings.nothingToOpen
        }
    }

    private var canGoBack: Bool {
        if overlay != nil { return true }
        if list == .queue, queue.seeksEnd || queue.find.seeks != nil || queue.marks.anchor != nil { return true }
        if list == .queue, !queue.filter.isEmpty { return true }
        if list == .files, !files.narrow.isEmpty || files.range != nil || files.tree != nil { return true }
        return tip != nil || (layout.shape == .single && focus != list)
    }
}
