import Client

/// The picker's effects.
extension EffectRunner {
    nonisolated func pick(_ effect: Effect) async {
        switch effect {
        case .watchFolder(let folder):
            await FolderWatch(files: files, time: time).watch(folder) { [mailbox] in
                mailbox.post(.folderChanged(folder))
            }
        case .arrange(let request):
            guard let entries = await files.arranged(request), !Task.isCancelled else { return }
            mailbox.post(.arranged(generation: request.generation, entries))
        case .matchGlob(let request):
            guard let matches = await files.matches(request), !Task.isCancelled else { return }
            mailbox.post(.globMatched(pattern: request.pattern, matches))
        case .walkTree(let request):
            await TreeWalker(files: files, time: time).walk(request) { [mailbox] in
                mailbox.post(.tree(number: request.number, $0))
            }
        case .findPasted(let paths):
            if let found = await files.found(paths) { mailbox.post(.pasted(found)) }
        case .complete(let typed):
            guard let completion = await files.completion(of: typed), !Task.isCancelled else { return }
            mailbox.post(.completed(completion))
        case .locate(let path):
            guard let kind = await files.kind(of: path), !Task.isCancelled else { return }
            mailbox.post(.located(path, kind))
        case .loadRecents:
            if let folders = await files.perform({ [recents] in recents.load() }) { mailbox.post(.recents(folders)) }
        case .saveRecents(let folders): _ = await files.perform { [recents] in recents.save(folders) }
        case .preflight(let number, let files): await preflight(number, files)
        default: break
        }
    }

    /// In small parts, so that previews and folders get their turn on the file threads.
    private nonisolated func preflight(_ number: Int, _ versions: [FileVersion]) async {
        var rest = versions[...]
        while !rest.isEmpty {
            let part = rest.prefix(32)
            rest = rest.dropFirst(32)
            guard let inspections = await files.inspections(of: part), !Task.isCancelled else { return }
            mailbox.post(.preflight(number: number, inspections))
        }
    }
}
