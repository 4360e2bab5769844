import API
import Foundation

/// The file picker.
extension Update {
    static func folderRead(_ folder: RawPath, _ result: Result<[FileEntry], FileProblem>, _ model: inout Model) {
        guard folder == model.files.folder else { return }
        model.files.isLoading = false
        switch result {
        case .success(let entries):
            model.files.problem = nil
            let keeping = model.files.landing ?? model.files.current?.name
            model.files.all = entries.sorted(by: NaturalOrder.precedes)
            model.files.arrange(keeping: keeping)
            if keeping == nil { landOnFirst(&model) }
            model.files.landing = nil
        case .failure(let problem):
            model.files.problem = problem
            model.files.all = []
            model.files.arrange(keeping: nil)
        }
    }

    /// The first image where the dashboard starts, so that there is something to see; elsewhere the first line.
    private static func landOnFirst(_ model: inout Model) {
        let first = model.files.hasRead ? nil : model.files.visible.firstIndex { $0.kind == .file && $0.looksLikeImage }
        model.files.hasRead = true
        guard !model.files.visible.isEmpty else { return }
        model.files.cursor = model.files.parentLines + (first ?? 0)
    }

    static func enterParent(_ model: inout Model) -> [Effect] {
        let left = model.files.folder.nameBytes
        return enter(model.files.folder.parent, landing: left, &model)
    }

    static func enter(_ folder: RawPath, landing: [UInt8]?, _ model: inout Model) -> [Effect] {
        model.files.folder = folder
        model.files.landing = landing
        model.files.all = []
        model.files.problem = nil
        model.files.narrow = ""
        model.files.isLoading = true
        model.files.offset = 0
        model.files.cursor = 0
        model.files.facts = [:]
        model.files.inspecting = []
        model.files.arrange(keeping: nil)
        return [.readFolder(folder)]
    }

    /// Enter and `l`: into a folder, or the details of what is under the cursor.
    static func open(_ model: inout Model, includingFiles: Bool) -> [Effect] {
        if case .profiles(let cursor) = model.overlay { return chooseProfile(at: cursor, &model) }
        if model.isWatching { return openWatched(&model) }
        if model.list == .queue {
            if let job = model.queue.selectedJob { openDetails(job, &model) }
            return []
        }
        guard model.files.lineCount > 0 else { return [] }
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

    static func toggleMark(_ model: inout Model) {
        guard let entry = model.files.currentFile else { return }
        let path = model.files.path(of: entry)
        model.files.setMark(path, !model.files.marked.contains(path))
        move(by: 1, &model)
    }

    /// Marks what the service would take.
    static func markAll(_ model: inout Model) {
        for entry in model.files.visible where model.isMarkable(entry) {
            model.files.setMark(model.files.path(of: entry), true)
        }
        say(Strings.nowMarked(model.files.marks.count), in: &model)
    }

    static func unmarkAll(_ model: inout Model) {
        model.files.clearMarks()
    }

    static func toggleHidden(_ model: inout Model) {
        model.files.showsHidden.toggle()
        model.files.arrange(keeping: model.files.current?.name)
        say(model.files.showsHidden ? Strings.hiddenShown : Strings.hiddenHidden, in: &model)
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
}
