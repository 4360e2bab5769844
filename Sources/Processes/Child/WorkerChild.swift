import Foundation
import Glibc
package import Inference

/// The other side of `WorkerProcesses`: images in by standard input, answers out by it, which is a socket.
package struct WorkerChild {
    private let voice: ChildVoice
    private let models: ChildModels
    private let fault: WorkerFault?

    /// Makes this process a worker; does not return before its service is gone, and then ends the process.
    ///
    /// - Parameter parent: the service's process.
    /// - Throws: `ProcessError` where standard input is no socket.
    package static func run(parent: Int32, engine: EngineSettings) async throws(ProcessError) {
        var type: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(STDIN_FILENO, SOL_SOCKET, SO_TYPE, &type, &length) == 0 else {
            throw ProcessError("A worker process is started by `top5 serve --worker-processes` and by nothing else.")
        }
        ParentDeath.follow(parent)
        // Ctrl-C and a stop of the whole control group mean the service, which ends its workers when it is ready.
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_IGN) }
        let fault = WorkerFault.given
        fault?.start()
        let voice = ChildVoice(STDIN_FILENO)
        let child = WorkerChild(voice: voice, models: ChildModels(engine), fault: fault)
        voice.say(.hello(version: WorkerRequest.version))
        let ear = ChildEar(STDIN_FILENO, voice: voice)
        for await (request, body) in ear.listen() { await child.heed(request, body, ear) }
    }

    private func heed(_ request: WorkerRequest, _ body: Data, _ ear: ChildEar) async {
        switch request {
        case .load(let id, let model):
            do throws(InferenceError) {
                _ = try await models.classifier(model)
                voice.say(.loaded(id: id))
            } catch {
                voice.say(.refused(id: id, error: error))
            }
        case .work(let id, let work, let limits):
            voice.say(.begun(id: id))
            do {
                try await self.work(id, work, body, limits, ear)
            } catch let error as InferenceError {
                voice.say(.refused(id: id, error: error))
            } catch is CancellationError {
                voice.say(.cancelled(id: id))
            } catch {
                voice.say(
                    .refused(
                        id: id, error: InferenceError(.inferenceFailed, "The worker failed.", cause: "\(error)")))
            }
        case .cancel, .ping: break
        }
    }

    private func work(
        _ id: Int, _ work: WorkKind, _ image: Data, _ limits: ImageLimits, _ ear: ChildEar
    ) async throws {
        switch work {
        case .classify(let model, let topK):
            let classifier = try await models.classifier(model)
            let answer = try await classifier.answer(image, topK: topK, limits: limits) { [voice, fault] step in
                if ear.isCancelled(id) { throw CancellationError() }
                voice.say(.step(id: id, step: step))
                fault?.meet(image, at: step)
            }
            voice.say(.answer(id: id, answer: answer))
        case .preview(let side):
            fault?.meet(image, at: .decoding)
            voice.say(.preview(id: id), body: try await PreviewMaker.here.make(image, side: side, limits: limits))
        }
    }
}
