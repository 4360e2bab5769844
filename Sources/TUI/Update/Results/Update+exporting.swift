import API
import Client
import Foundation

/// `e`: results into a file.
extension Update {
    static func openExportMenu(_ model: inout Model) -> [Effect] {
        guard model.results.export == nil else {
            model.results.layer = .question(.stopExport)
            return []
        }
        let scopes = model.resultScopes.filter { $0.count != 0 }
        model.results.layer = .menu(.export(scopes.map { .jobs($0) }))
        return []
    }

    /// - Parameter name: what is offered; nil: a name with the date.
    static func promptForPath(
        _ subject: ExportSubject, _ format: ResultFormat, name: String? = nil, _ model: inout Model
    ) {
        let text = name ?? ExportName.standard(for: subject, format: format, at: model.now)
        model.prompt = Prompt(purpose: .exportPath(subject, format), text: text)
    }

    static func finishExportPrompt(
        _ text: String, _ subject: ExportSubject, _ format: ResultFormat, _ model: inout Model
    ) -> [Effect] {
        guard let path = ExportName.path(text, in: model.files.folder, home: model.files.home) else {
            say(Strings.exportNeedsName, .bad, in: &model)
            return []
        }
        let request = ExportRequest(number: 0, subject: subject, format: format, path: path)
        return startExport(request, overwriting: false, &model)
    }

    static func startExport(
        _ request: ExportRequest, overwriting: Bool, _ model: inout Model
    ) -> [Effect] {
        var request = request
        model.results.generation += 1
        request.number = model.results.generation
        request.overwrites = overwriting
        model.results.export = ExportState(request: request)
        return [.results(.export(request))]
    }

    static func exportMoved(_ number: Int, _ written: Int, _ total: Int?, _ model: inout Model) {
        guard model.results.export?.request.number == number else { return }
        model.results.export?.written = written
        if let total { model.results.export?.total = total }
    }

    static func exportEnded(
        _ number: Int, _ result: Result<ExportSummary, ExportProblem>, _ model: inout Model
    ) {
        guard let export = model.results.export, export.request.number == number else { return }
        model.results.export = nil
        if case .question(.stopExport) = model.results.layer { model.results.layer = nil }
        if case .question(.quitDuringExport) = model.results.layer { model.results.layer = nil }
        switch result {
        case .success(let summary):
            let path = export.request.path.shown(below: model.files.home)
            let text = Strings.exported(summary, to: path, room: model.size.columns - 4)
            model.note = Note(text: text, tone: .good, until: model.now.addingTimeInterval(8))
        case .failure(.exists(let size)):
            guard model.results.layer == nil, model.prompt == nil else {
                say(Strings.exportExists(export.request.path.name), .bad, in: &model)
                return
            }
            model.results.layer = .question(.overwrite(export.request, size: size))
        case .failure(.failed(let reason)): say(reason, .bad, in: &model)
        case .failure(.cancelled): say(Strings.exportStopped, in: &model)
        }
    }

    static func stopExport(_ model: inout Model) -> [Effect] {
        guard model.results.export != nil else { return [] }
        model.results.export = nil
        say(Strings.exportStopped, in: &model)
        return [.results(.cancelExport)]
    }
}
