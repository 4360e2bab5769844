import API
import AsyncHTTPClient
import Foundation
import NIOFoundationCompat
import NIOHTTP1

/// The tasks that were sent from here: sending them, and asking what has become of them.
actor TutorialTasks {
    private static let maxAnswerBytes = 1 << 20
    /// The largest file that is read back for a preview: 64 MiB.
    private static let maxImageBytes = 64 << 20

    private let transport: HTTPTransport
    private let book: JobBook
    private var polling = TutorialPolling()
    private var files: [String: String] = [:]
    /// The jobs of submissions, so that one that is repeated stays one.
    private var keys: [String: String] = [:]
    private var known: TutorialModel?

    init(transport: HTTPTransport, book: JobBook) {
        self.transport = transport
        self.book = book
    }

    /// When somebody has to be asked next; nil: nothing is open.
    var nextDue: Date? { polling.nextDue }

    func submit(_ upload: ImageUpload, client: String) async throws(ClientError) -> Job {
        // The service would make a second task of a repeated submission.
        if let id = keys[upload.idempotencyKey], let job = await book.job(id) { return job }
        let frame = FormFrame(
            field: "image", fileName: upload.name, type: ImageContentType.of(name: upload.name),
            boundary: "top5-\(UUID().uuidString)")
        let request = ServiceRequest(
            .POST, "/predict", headers: ["content-type": frame.contentType], answerWithin: nil,
            isWatchedBySender: true)
        let transport = transport
        let started = try await Upload(upload, request: request, frame: frame).send(over: transport) {
            (response, request, wanted) async throws(ClientError) in
            let accepted = try await transport.acceptedByTutorial(response, of: request)
            wanted()
            return try await transport.value(TutorialStarted.self, from: accepted, of: request)
        }
        guard !started.taskID.isEmpty, started.taskID.utf8.count <= 200 else {
            throw ClientError(.badAnswer, "\(transport.address) answered without a task's id.", detail: request.line)
        }
        let now = Date()
        let model = (try? await self.model())?.id ?? ""
        let job = Job(
            id: TaskID.make(started.taskID, at: now), status: .queued, revision: 0,
            image: ImageInfo(
                name: upload.name, format: upload.name.lowercased().hasSuffix(".png") ? "png" : "jpeg", width: 0,
                height: 0, bytes: size(of: upload.source), sha256: ""),
            model: model, client: client, createdAt: now)
        await book.put(job, at: now)
        if case .file(let path) = upload.source { files[job.id] = path }
        keys[upload.idempotencyKey] = job.id
        polling.began(job.id, at: now)
        return await book.job(job.id) ?? job
    }

    private func size(of source: ImageUpload.Source) -> Int {
        switch source {
        case .bytes(let data): data.count
        case .file(let path):
            ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.intValue ?? 0
        }
    }

    func image(of id: String) async throws(ClientError) -> Data {
        guard await book.job(id) != nil else { throw TutorialServiceClient.unknown(id) }
        guard let path = files[id] else {
            throw ClientError(
                .refused(status: 404, code: ErrorCode.notFound.rawValue),
                "The tutorial's service gives no pictures back, and this one came from no file.")
        }
        guard size(of: .file(path: path)) <= Self.maxImageBytes, let data = FileManager.default.contents(atPath: path)
        else {
            throw ClientError(.file, "'\(PlainText.of(path))' cannot be read any more.")
        }
        return data
    }

    func model() async throws(ClientError) -> TutorialModel {
        if let known { return known }
        let request = ServiceRequest(.GET, "/api/model/info", answerWithin: transport.timeouts.answer)
        let answer = try await transport.acceptedByTutorial(try await transport.send(request), of: request)
        let model = try await transport.value(TutorialModel.self, from: answer, of: request)
        known = model
        return model
    }

    /// Whether the service is there: what it answers about a task that it does not know.
    func probe() async throws(ClientError) { _ = try await status(of: Self.noTask) }

    static let noTask = "00000000-0000-0000-0000-000000000000"

    /// Asks for every task that is due.
    func ask() async throws(ClientError) {
        let due = polling.due(at: Date())
        let answers = await withTaskGroup(of: (String, Result<TutorialStatus, ClientError>).self) { group in
            for id in due {
                group.addTask { [self] in
                    do throws(ClientError) {
                        return (id, .success(try await status(of: TaskID.own(id))))
                    } catch {
                        return (id, .failure(error))
                    }
                }
            }
            var answers: [(String, Result<TutorialStatus, ClientError>)] = []
            for await answer in group { answers.append(answer) }
            return answers
        }
        var failure: ClientError?
        for (id, answer) in answers {
            let now = Date()
            switch answer {
            case .success(let status):
                guard let job = await book.job(id) else {
                    polling.answered(id, isNews: false, isOver: true, at: now)
                    continue
                }
                let next = TutorialTask.updated(job, by: status, at: now)
                let isNews = await book.put(next, at: now)
                polling.answered(id, isNews: isNews, isOver: next.status.isFinished, at: now)
                if next.status.isFinished { keepFewer() }
            case .failure(let error):
                polling.answered(id, isNews: false, isOver: false, at: now)
                failure = error
            }
        }
        if let failure { throw failure }
    }

    private nonisolated func status(of task: String) async throws(ClientError) -> TutorialStatus {
        let request = ServiceRequest(
            .GET, "/results/\(PercentEncoding.encode(task))", answerWithin: transport.timeouts.answer)
        let answer = try await transport.acceptedByTutorial(try await transport.send(request), of: request)
        return try await transport.value(TutorialStatus.self, from: answer, of: request)
    }

    /// Keys and paths of submissions long past are let go.
    private func keepFewer() {
        if keys.count > 20_000 { keys = [:] }
        if files.count > 20_000 { files = [:] }
    }
}

extension HTTPTransport {
    /// The answer with a 2xx status, or the tutorial's own sentence.
    func acceptedByTutorial(
        _ response: HTTPClientResponse, of request: ServiceRequest
    ) async throws(ClientError) -> HTTPClientResponse {
        let status = Int(response.status.code)
        guard !(200..<300).contains(status) else { return response }
        let body = try await collect(response, of: request, upTo: 64 * 1024)
        guard let refusal = try? WireCoding.decoder().decode(TutorialRefusal.self, from: Data(buffer: body)) else {
            throw ClientError(
                status >= 500 ? .unreachable : .badAnswer,
                "\(address) answered \(status) to \(request.line), without saying why: its own log does.")
        }
        let code = (400..<500).contains(status) ? ErrorCode.invalidRequest : ErrorCode.internalError
        throw ClientError(.refused(status: status, code: code.rawValue), PlainText.of(refusal.error))
    }
}
