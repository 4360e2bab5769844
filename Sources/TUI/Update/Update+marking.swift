import API
import Foundation

/// Marks: one by one, a range, by a pattern, a whole tree.
extension Update {
    static func toggleMark(_ model: inout Model) -> [Effect] {
        if model.files.range != nil { return endRange(marking: true, &model) }
        guard let entry = model.files.currentFile else { return [] }
        let version = model.files.version(of: entry)
        model.files.setMark(version, !model.files.marked.contains(version.path))
        move(by: 1, &model)
        return visitFolder(&model)
    }

    /// Marks what the service would take.
    static func markAll(_ model: inout Model) -> [Effect] {
        model.files.range = nil
        for entry in model.files.visible where model.isMarkable(entry) {
            model.files.setMark(model.files.version(of: entry), true)
        }
        say(Strings.nowMarked(model.files.marked.count), in: &model)
        return visitFolder(&model)
    }

    static func unmarkAll(_ model: inout Model) -> [Effect] {
        if model.files.range != nil { return endRange(marking: false, &model) }
        model.files.clearMarks()
        return []
    }

    /// Of the images that are shown: what was marked is not, what was not is.
    static func invertMarks(_ model: inout Model) -> [Effect] {
        model.files.range = nil
        for entry in model.files.visible where entry.kind == .file {
            let version = model.files.version(of: entry)
            let isMarked = model.files.marked.contains(version.path)
            if isMarked || model.isMarkable(entry) {
                model.files.setMark(version, !isMarked)
            }
        }
        say(Strings.nowMarked(model.files.marked.count), in: &model)
        return visitFolder(&model)
    }
}

/// Ranges.
extension Update {
    static func toggleRange(_ model: inout Model) -> [Effect] {
        guard model.files.range == nil else { return endRange(marking: true, &model) }
        model.files.range = MarkRange(anchor: model.files.cursor, name: model.files.current?.name)
        return []
    }

    static func endRange(marking: Bool, _ model: inout Model) -> [Effect] {
        let files = model.filesInRange
        model.files.range = nil
        for file in files { model.files.setMark(file, marking) }
        if files.isEmpty {
            say(Strings.noFileInRange, in: &model)
            return []
        }
        say(
            marking ? Strings.rangeMarked(files.count, of: model.files.marked.count) : Strings.unmarked(files.count),
            in: &model)
        return visitFolder(&model)
    }
}

/// Patterns.
extension Update {
    static func openGlob(_ model: inout Model) -> [Effect] {
        model.files.range = nil
        // The star that opened it is the first letter of most patterns.
        model.prompt = Prompt(purpose: .markGlob, text: "*")
        return globTyped(&model)
    }

    /// Looks for the matches with every letter, off the loop where there are many names.
    static func globTyped(_ model: inout Model) -> [Effect] {
        guard let prompt = model.prompt, prompt.purpose == .markGlob else { return [] }
        let marking = GlobMarking(prompt.field.string)
        guard marking.pattern != model.files.glob?.pattern else { return [] }
        model.files.glob = marking
        let request = GlobRequest(
            pattern: marking.pattern, glob: marking.glob, folder: model.files.folder, entries: model.files.visible)
        guard model.files.visible.count > FilesState.atOnce else {
            return globMatched(marking.pattern, request.matches, &model)
        }
        return [.matchGlob(request)]
    }

    static func globMatched(_ pattern: String, _ matches: [FileVersion], _ model: inout Model) -> [Effect] {
        guard model.files.glob?.pattern == pattern else { return [] }
        model.files.glob?.matches = matches
        model.files.glob?.bytes = matches.reduce(0) { $0 + $1.size }
        return model.files.glob?.isConfirmed == true ? applyGlob(&model) : []
    }

    static func applyGlob(_ model: inout Model) -> [Effect] {
        model.prompt = nil
        guard let glob = model.files.glob else { return [] }
        guard let matches = glob.matches else {
            model.files.glob?.isConfirmed = true
            return []
        }
        model.files.glob = nil
        for file in matches { model.files.setMark(file, !glob.unmarks) }
        if matches.isEmpty {
            say(Strings.noGlobMatch(glob.pattern), in: &model)
            return []
        }
        say(
            glob.unmarks
                ? Strings.unmarked(matches.count) : Strings.rangeMarked(matches.count, of: model.files.marked.count),
            in: &model)
        return visitFolder(&model)
    }
}

/// Trees.
extension Update {
    /// The folder under the cursor, else the one that is shown.
    static func markTree(_ model: inout Model) -> [Effect] {
        model.files.range = nil
        var root = model.files.folder
        if let entry = model.files.current, entry.kind == .folder { root = model.files.path(of: entry) }
        return walk([root], named: root.name, &model)
    }

    static func walk(_ roots: [RawPath], named name: String, _ model: inout Model) -> [Effect] {
        let number = model.nextPickingNumber
        model.nextPickingNumber += 1
        model.files.tree = TreeWalk(number: number, name: name)
        return [
            .walkTree(
                TreeRequest(number: number, roots: roots, includesHidden: model.files.arrangement.showsHidden))
        ]
    }

    static func treeWalked(_ number: Int, _ batch: TreeBatch, _ model: inout Model) {
        guard model.files.tree?.number == number else { return }
        model.files.tree?.take(batch)
        guard batch.isEnd, let tree = model.files.tree else { return }
        model.files.tree = nil
        for image in tree.images { model.files.setMark(image, true) }
        say(Strings.treeMarked(tree, isCut: batch.isCut), tree.unreadable > 0 ? .bad : .plain, in: &model)
    }

    static func stopTree(_ model: inout Model) -> [Effect] {
        guard let tree = model.files.tree else { return [] }
        model.files.tree = nil
        say(Strings.treeStopped(tree.name), in: &model)
        return [.stopTree]
    }
}

extension Model {
    /// Files and bytes between the start of the range and the cursor.
    package var sizeOfRange: (count: Int, bytes: Int) {
        guard let range = files.range else { return (0, 0) }
        var (count, bytes) = (0, 0)
        for line in range.lines(to: files.cursor) {
            guard let entry = files.entry(at: line), entry.kind == .file else { continue }
            count += 1
            bytes += entry.size
        }
        return (count, bytes)
    }

    /// The regular files between the start of the range and the cursor.
    package var filesInRange: [FileVersion] {
        guard let range = files.range else { return [] }
        return range.lines(to: files.cursor).compactMap { line in
            files.entry(at: line).flatMap { $0.kind == .file ? files.version(of: $0) : nil }
        }
    }
}
