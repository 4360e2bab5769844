import COpenVINO
import Foundation

/// The engine's entry point, one for the process, made with the first model.
///
/// `ov_core_t` may be used from several threads.
/// https://docs.openvino.ai/2026/api/c_cpp_api/group__ov__core__c__api.html
final class OpenVINOCore: @unchecked Sendable {  // The handle never changes and its library allows many threads.
    static let shared = Result { () throws(InferenceError) in try OpenVINOCore() }

    let handle: OpaquePointer

    private init() throws(InferenceError) {
        var core: OpaquePointer?
        try Self.check(cov_core_create(&core), .modelUnusable, "OpenVINO does not start. Run script/setup again.")
        guard let core else { throw InferenceError(.modelUnusable, "OpenVINO does not start.") }
        handle = core
    }

    deinit { cov_core_free(handle) }

    /// Blocks for as long as the compilation takes, and while another process compiles into the same cache: for
    /// `BlockingThreads.loading` only.
    ///
    /// - Returns: a compiled model, to be freed by the caller.
    /// - Throws: `MODEL_UNUSABLE`.
    func compile(
        _ model: borrowing NetworkDescription, _ settings: EngineSettings
    ) throws(InferenceError) -> OpaquePointer? {
        guard let folder = settings.cacheFolder, let cache = EngineCache.take(folder) else {
            return try compile(model, settings, cache: nil)
        }
        do throws(InferenceError) {
            return try compile(model, settings, cache: cache.folder.path)
        } catch {
            // Either the model is to blame, and then it is again, or what the cache holds of it.
            let compiled = try compile(model, settings, cache: nil)
            cache.clear()
            return compiled
        }
    }

    private func compile(
        _ model: borrowing NetworkDescription, _ settings: EngineSettings, cache: String?
    ) throws(InferenceError) -> OpaquePointer? {
        var compiled: OpaquePointer?
        try Self.check(
            cov_compile(
                handle, model.handle, settings.mode == .latency ? "LATENCY" : "THROUGHPUT", String(settings.streams),
                String(settings.threads), cache, &compiled),
            .modelUnusable, "The engine can't compile the model.")
        return compiled
    }

    /// Turns a status into an error, with the engine's own words as the cause.
    ///
    /// The words belong to the process. Loading runs on one thread, so they are right there; two images that fail
    /// at the same moment may swap theirs.
    static func check(
        _ status: Int32, _ code: InferenceError.Code, _ message: @autoclosure () -> String
    ) throws(InferenceError) {
        guard status != 0 else { return }
        var text = [CChar](repeating: 0, count: 2048)
        cov_last_error(status, &text, text.count)
        let end = text.firstIndex(of: 0) ?? text.endIndex
        let cause = String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        throw InferenceError(code, message(), cause: cause)
    }
}
