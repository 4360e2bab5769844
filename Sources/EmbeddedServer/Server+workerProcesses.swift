import API
import Inference
import Jobs
import Logging
import Processes

extension Server {
    static func workerProcesses(
        _ settings: WorkerSettings?, library: ModelLibrary, logger: Logger
    ) throws(ServiceError) -> WorkerProcesses? {
        guard let settings else { return nil }
        do throws(ProcessError) {
            return try WorkerProcesses(settings, logger: logger) { () throws(InferenceError) in
                try library.package(library.resolve(nil))
            } onLoaded: { model, error in
                library.noteLoaded(model, error: error)
            }
        } catch {
            throw ServiceError(.internalError, error.message)
        }
    }

    /// By a model's id; what it gives loads the model with the first image.
    static func classifiers(
        _ library: ModelLibrary, _ processes: WorkerProcesses?
    ) -> @Sendable (_ model: String) async throws -> any ImageClassifier {
        guard let processes else { return { model in try await library.classifier(model) } }
        return { model in
            // Looks at the folder again: a child opens what lies there now. A model that is gone may still be loaded.
            _ = try? library.resolve(model)
            return ProcessClassifier(try library.package(model), processes)
        }
    }
}
