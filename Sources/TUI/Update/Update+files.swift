import API
import Foundation

/// The file picker: folders, what is under the cursor, how the list is arranged.
extension Update {
    static func enterParent(_ model: inout Model) -> [Effect] {
        let left = model.files.folder.nameBytes
        return enter(model.files.folder.parent, landing: left, &model)
    }

    /// Enter and `l`: into a folder, or the details of what is under the cursor.
    static func open(_ model: inout Model, includingFiles: Bool) -> [Effect] {
        if case .profiles(let cursor) = model.overlay { return chooseProfile(at: cursor, &model) }
        if model.isWatching { return openWatched(&model) }
        if model.list == .queue {
            if let job = model.queue.selectedJob { openDetails(job, &model) }
            return []
        }
        if model.files.range != nil { return pick(.markRange, &model) }
        guard let entry = model.files.current else { return enterParent(&model) }
        let path = model.files.path(of: entry)
        switch entry.kind {
        case .folder: return enter(path, landing: nil, &model)
        case .file where includingFiles:
            if let job = model.uploads.outcomes[path]?.job {
                openDetails(job, &model)
            } else {
                model.overlay = .file(path)
            }
        case .file: break
        case .other, .brokenLink: break
        }
        return []
    }

    static func openDetails(_ job: Job, _ model: inout Model) {
        model.opened = job
        model.overlay = .job(id: job.id, scroll: 0)
    }

    static func toggleHidden(_ model: inout Model) {
        model.files.arrangement.showsHidden.toggle()
        model.files.arrange(keeping: model.files.current?.name)
        say(model.files.arrangement.showsHidden ? Strings.hiddenShown : Strings.hiddenHidden, in: &model)
    }

    static func sortFiles(_ model: inout Model) {
        model.files.arrangement.order = model.files.arrangement.order.next
        model.files.arrange(keeping: model.files.current?.name)
        say(Strings.sorted(model.files.arrangement.order), in: &model)
    }

    static func setNarrow(_ text: String, _ model: inout Model) {
        model.files.arrangement.narrow = text
        model.files.arrange(keeping: model.files.current?.name)
    }

    static func inspected(_ facts: [FileVersion: FileFacts], _ model: inout Model) {
        for (version, fact) in facts {
            model.files.inspecting.remove(version)
            // Answers about a folder that was left are of no use any more.
            if version.path.parent == model.files.folder { model.files.facts[version] = fact }
        }
    }

    /// Looks into the files on the screen that have not been looked at.
    static func inspectVisibleFiles(_ model: inout Model) -> [Effect] {
        let rows = max(model.layout.filesRows, 1)
        let lines = model.files.offset..<model.files.offset + rows
        var wanted: [FileVersion] = []
        for line in lines {
            guard let entry = model.files.entry(at: line), entry.kind == .file else { continue }
            let version = model.files.version(of: entry)
            if model.files.facts[version] == nil, !model.files.inspecting.contains(version) { wanted.append(version) }
        }
        guard !wanted.isEmpty else { return [] }
        model.files.inspecting.formUnion(wanted)
        return [.inspect(wanted)]
    }
}

extension Model {
    /// Whether the service would take a file, as far as is known.
    package func verdict(of entry: FileEntry) -> FileVerdict {
        FileCheck.verdict(size: entry.size, facts: files.facts(of: entry), limits: limits)
    }

    package func verdict(of file: FileVersion) -> FileVerdict {
        FileCheck.verdict(size: file.size, facts: files.facts[file], limits: limits)
    }
}
