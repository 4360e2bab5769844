import API

/// To a folder by its path: typed, remembered, or home.
extension Update {
    static func go(to folder: RawPath, landing: [UInt8]?, _ model: inout Model) -> [Effect] {
        setFocus(.files, &model)
        let effects = enter(folder, landing: landing, &model)
        return effects + visitFolder(&model)
    }

    static func goHome(_ model: inout Model) -> [Effect] {
        guard let home = model.files.home else { return [] }
        return go(to: home, landing: nil, &model)
    }

    static func openGoTo(_ model: inout Model) -> [Effect] {
        let shown = model.files.folder.shown(below: model.files.home)
        model.prompt = Prompt(purpose: .goToPath, text: shown == "/" ? shown : shown + "/")
        return askForCompletion(&model)
    }

    /// - Returns: nil when the prompt is none of the picker's, or leaves the key to the common ones.
    static func pickingPromptKey(_ key: Key, _ model: inout Model) -> [Effect]? {
        guard let prompt = model.prompt else { return nil }
        switch (prompt.purpose, key) {
        case (.goToPath, .enter): return goToTyped(&model)
        case (.goToPath, .tab): return completeTyped(&model)
        case (.markGlob, .enter): return applyGlob(&model)
        case (.goToPath, .escape), (.markGlob, .escape):
            model.prompt = nil
            model.files.glob = nil
            model.files.completion = nil
            return []
        default: return nil
        }
    }

    /// What follows from a changed text.
    static func pickingPromptTyped(_ model: inout Model) -> [Effect] {
        switch model.prompt?.purpose {
        case .markGlob: globTyped(&model)
        case .goToPath: askForCompletion(&model)
        default: []
        }
    }

    private static func typedPath(_ model: Model) -> TypedPath {
        TypedPath(model.prompt?.field.string ?? "", in: model.files.folder, home: model.files.home)
    }

    private static func askForCompletion(_ model: inout Model) -> [Effect] {
        let typed = typedPath(model)
        guard model.files.completion?.text != typed.text else { return [] }
        return [.complete(typed)]
    }

    static func completed(_ completion: PathCompletion, _ model: inout Model) {
        guard model.prompt?.purpose == .goToPath, typedPath(model).text == completion.text else { return }
        model.files.completion = completion
    }

    /// As far as all names agree.
    private static func completeTyped(_ model: inout Model) -> [Effect] {
        let typed = typedPath(model)
        guard let completion = model.files.completion, completion.text == typed.text, !completion.names.isEmpty else {
            return []
        }
        model.prompt?.field = TextField(typed.completed(by: completion.common))
        return askForCompletion(&model)
    }

    /// Where it leads is looked at first: to a folder, or to a file's place in its folder.
    static func goTo(_ typed: String, _ model: Model) -> [Effect] {
        [.locate(TypedPath(typed, in: model.files.folder, home: model.files.home).path)]
    }

    private static func goToTyped(_ model: inout Model) -> [Effect] {
        let path = typedPath(model).path
        model.prompt = nil
        model.files.completion = nil
        return [.locate(path)]
    }

    static func located(_ path: RawPath, _ result: Result<FileEntry.Kind, FileProblem>, _ model: inout Model)
        -> [Effect]
    {
        switch result {
        case .success(.folder): return go(to: path, landing: nil, &model)
        case .success: return go(to: path.parent, landing: path.nameBytes, &model)
        case .failure(let problem):
            say(Strings.cannotGo(path.shown(below: model.files.home), problem.reason), .bad, in: &model)
            return []
        }
    }
}

/// Pasted text outside of a prompt is a list of paths, never keys.
extension Update {
    static func pastedPaths(_ text: String, _ model: inout Model) -> [Effect] {
        let paths = PastedPaths(text, in: model.files.folder, home: model.files.home)
        guard !paths.lines.isEmpty else { return [] }
        return [.findPasted(paths)]
    }

    static func pasted(_ pasted: PastedFiles, _ model: inout Model) -> [Effect] {
        for file in pasted.files { model.files.setMark(file, true) }
        say(Strings.pasted(pasted), pasted.isAllFound ? .plain : .bad, in: &model)
        if pasted.folders.count == 1, pasted.files.isEmpty {
            return go(to: pasted.folders[0], landing: nil, &model)
        }
        var effects: [Effect] = []
        // One file is gone to: then it is seen where it lies.
        if pasted.folders.isEmpty, pasted.files.count == 1, model.overlay == nil {
            let path = pasted.files[0].path
            effects = go(to: path.parent, landing: path.nameBytes, &model)
        }
        if !pasted.folders.isEmpty {
            let name = pasted.folders.count == 1 ? pasted.folders[0].name : Strings.folders(pasted.folders.count)
            effects += walk(pasted.folders, named: name, &model)
        }
        return effects
    }
}
