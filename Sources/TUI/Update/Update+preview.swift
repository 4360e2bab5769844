import API

/// Which picture is wanted, and asking for it.
extension Update {
    static func loadPreview(_ model: inout Model) -> [Effect] {
        let wanted = model.wantedPreview
        if wanted == model.preview.request || wanted?.isSamePicture(as: model.preview.request) == true { return [] }
        let hadRequest = model.preview.request != nil
        // A picture of the same image in another size stays until the new one is there.
        if wanted?.source != model.preview.request?.source { model.preview = PreviewState() }
        model.preview.request = wanted
        model.preview.problem = nil
        if let wanted { return [.loadPreview(wanted)] }
        return hadRequest ? [.dropPreview] : []
    }

    static func previewLoaded(
        _ request: PreviewRequest, _ result: Result<CellImage, PreviewError>, _ model: inout Model
    ) {
        guard request == model.preview.request else { return }
        switch result {
        case .success(let picture): model.preview.picture = picture
        case .failure(let error):
            model.preview.picture = nil
            model.preview.problem = error.message
        }
    }
}

extension Model {
    /// Files larger than this are not read for a preview: 64 MiB.
    static let largestPreview = 64 << 20
    /// Pictures larger than this are not decoded for a preview: 100 megapixels.
    static let mostPreviewPixels = 100_000_000

    /// The picture that belongs on the screen as it is now.
    package var wantedPreview: PreviewRequest? {
        guard let (source, rect) = wantedSource, rect.rows > 0, rect.columns > 0 else { return nil }
        let look = capabilities.look(rows: rect.rows, columns: rect.columns)
        return PreviewRequest(source: source, rows: rect.rows, columns: rect.columns, look: look)
    }

    private var wantedSource: (PreviewRequest.Source, Rect)? {
        switch covering {
        case .job where pictureRefusal != nil: return nil
        case .job(let id, _): return layout.detailPicture.map { (.job(id: id), $0) }
        case .file(let path):
            if let item = currentSheetItem, item.path == path { return (item.source, layout.filePicture) }
            return files.entry(at: path).flatMap { source(of: $0) }
                .map { ($0, layout.filePicture) }
        case nil where sheetIsBelow: return nil
        case .review:
            guard let review = results.review, review.isReady, !review.showsSummary, let item = review.current else {
                return nil
            }
            return layout.review.picture.map { (.job(id: item.jobID), $0) }
        case .comparison:
            guard let picture = results.comparison?.current else { return nil }
            return layout.comparison.picture.map { (picture.source, $0) }
        case .help, .profiles, .quitQuestion, .menu, .question, .picking: break
        case nil: break
        }
        guard let rect = layout.picture else { return nil }
        if list == .queue, pictureRefusal != nil { return nil }
        if list == .queue { return queue.selectedJob.map { (.job(id: $0.id), rect) } }
        return files.currentFile.flatMap { source(of: $0) }.map { ($0, rect) }
    }

    /// nil while the file's header has not been read, and for files that are no images or too large.
    private func source(of entry: FileEntry) -> PreviewRequest.Source? {
        guard let facts = files.facts(of: entry)?.image, entry.size <= Self.largestPreview else { return nil }
        let (pixels, overflow) = facts.width.multipliedReportingOverflow(by: facts.height)
        guard !overflow, pixels <= Self.mostPreviewPixels else { return nil }
        return .file(files.version(of: entry))
    }
}
