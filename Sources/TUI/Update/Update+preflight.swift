import API

/// From marks to uploads: every marked file is looked at before the first is sent.
extension Update {
    static func submitSelection(_ model: inout Model) -> [Effect] {
        if model.files.range != nil {
            let effects = endRange(marking: true, &model)
            return effects + submitSelection(&model)
        }
        guard !model.files.marked.isEmpty else { return submitCurrent(&model) }
        let files = model.files.marked.ordered.filter { model.uploads.outcomes[$0.path]?.isUnderWay != true }
        guard !files.isEmpty else {
            model.files.clearMarks()
            say(Strings.allUnderWay, in: &model)
            return []
        }
        let isKnownGood = files.allSatisfy { model.verdict(of: $0) == .acceptable }
        if files.count <= Preflight.handful, isKnownGood {
            model.files.clearMarks()
            enqueue(files, &model)
            say(Strings.submitting(files.count), in: &model)
            return visitFolder(&model)
        }
        let number = model.nextPickingNumber
        model.nextPickingNumber += 1
        model.preflight = Preflight(number: number, files: files)
        if files.count > Preflight.handful { model.overlay = .picking(.preflight) }
        return [.preflight(number: number, files)] + visitFolder(&model)
    }

    /// What is certain to be refused is not sent: too many bytes or pixels. Everything else the service decides.
    private static func submitCurrent(_ model: inout Model) -> [Effect] {
        guard let entry = model.files.currentFile else { return [] }
        let file = model.files.version(of: entry)
        if case .refused(let code, let message) = model.verdict(of: entry) {
            model.uploads.outcomes[file.path] = .refused(code: code, message: message)
            say(Strings.alsoRefused(1), .bad, in: &model)
        } else {
            enqueue([file], &model)
            say(Strings.submitting(1), in: &model)
            return visitFolder(&model)
        }
        return []
    }

    static func preflightChecked(_ number: Int, _ inspections: [FileInspection], _ model: inout Model) -> [Effect] {
        guard model.preflight?.number == number else { return [] }
        model.preflight?.take(inspections, limits: model.limits)
        guard let preflight = model.preflight, preflight.isComplete else { return [] }
        if preflight.isConfirmed || (!preflight.needsConfirmation && preflight.refused.isEmpty) {
            return sendChecked(&model)
        }
        // Few files, but not all will be taken: that is worth a question.
        model.overlay = .picking(.preflight)
        return []
    }

    static func preflightAction(_ action: Action, _ model: inout Model) -> [Effect] {
        guard let preflight = model.preflight else { return [] }
        if let list = moved(preflight.list, action, count: preflight.refused.count, page: model.pickingRows) {
            model.preflight?.list = list
            return []
        }
        switch action {
        case .open, .submit, .yes:
            if preflight.isComplete { return sendChecked(&model) }
            model.preflight?.isConfirmed = true
        case .unmarkAll:
            // Without what is refused, to look at the rest again.
            for refusal in preflight.refused { model.files.marked.remove(refusal.path) }
            say(Strings.unmarked(preflight.refused.count), in: &model)
            model.preflight = nil
            model.overlay = nil
            return [.stopPreflight]
        default: break
        }
        return []
    }

    private static func sendChecked(_ model: inout Model) -> [Effect] {
        guard let preflight = model.preflight else { return [] }
        model.preflight = nil
        if model.overlay == .picking(.preflight) { model.overlay = nil }
        for refusal in preflight.refused {
            model.uploads.outcomes[refusal.path] = .refused(code: refusal.code, message: refusal.message)
        }
        for file in preflight.files { model.files.marked.remove(file.path) }
        enqueue(preflight.good.filter { model.uploads.outcomes[$0.path]?.isUnderWay != true }, &model)
        say(
            Strings.sendingChecked(preflight.good.count, refused: preflight.refused.count),
            preflight.good.isEmpty ? .bad : .plain, in: &model)
        return []
    }

    private static func enqueue(_ files: [FileVersion], _ model: inout Model) {
        for file in files {
            model.uploads.outcomes[file.path] = .waiting
            model.uploads.waiting.append(
                UploadState.Item(
                    number: model.uploads.nextNumber, path: file.path, model: model.chosenModel, bytes: file.size))
            model.uploads.nextNumber += 1
            model.uploads.totalBytes += file.size
        }
        model.uploads.total += files.count
    }
}
