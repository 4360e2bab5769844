import COpenVINO

/// One slot of a compiled model: its input, its output and the memory between.
///
/// A request serves one user at a time and answers REQUEST_BUSY otherwise.
/// https://docs.openvino.ai/2026/api/c_cpp_api/group__ov__infer__request__c__api.html
final class InferRequest: @unchecked Sendable {  // `RequestPool` hands a request to one user at a time.
    private let handle: OpaquePointer
    private let tensor: OpaquePointer
    /// The memory of the input tensor: written before `infer`, by one thread.
    let input: UnsafeMutableBufferPointer<UInt8>

    /// - Throws: `MODEL_UNUSABLE`.
    init(compiled: OpaquePointer) throws(InferenceError) {
        var request: OpaquePointer?
        try OpenVINOCore.check(
            cov_request_create(compiled, &request), .modelUnusable, "The engine gives no request for the model.")
        guard let request else { throw InferenceError(.modelUnusable, "The engine gives no request for the model.") }
        var tensor: OpaquePointer?
        do throws(InferenceError) {
            try OpenVINOCore.check(
                cov_request_input(request, &tensor), .modelUnusable, "The engine gives no input tensor.")
            guard let tensor else { throw InferenceError(.modelUnusable, "The engine gives no input tensor.") }
            do throws(InferenceError) {
                input = try Self.bytes(of: tensor)
            } catch {
                cov_tensor_free(tensor)
                throw error
            }
            self.tensor = tensor
        } catch {
            cov_request_free(request)
            throw error
        }
        handle = request
    }

    deinit {
        cov_tensor_free(tensor)
        cov_request_free(handle)
    }

    /// Computes what is in `input`. Blocks for as long as that takes.
    ///
    /// - Returns: the output's bytes.
    /// - Throws: `INFERENCE_FAILED`.
    func infer() throws(InferenceError) -> [UInt8] {
        do throws(InferenceError) {
            try OpenVINOCore.check(cov_request_infer(handle), .inferenceFailed, "The engine failed on this input.")
            var output: OpaquePointer?
            try OpenVINOCore.check(
                cov_request_output(handle, &output), .inferenceFailed, "The engine gave no output.")
            guard let output else { throw InferenceError(.inferenceFailed, "The engine gave no output.") }
            defer { cov_tensor_free(output) }
            return Array(try Self.bytes(of: output))
        } catch {
            throw error.during(.inferring)
        }
    }

    private static func bytes(of tensor: OpaquePointer) throws(InferenceError) -> UnsafeMutableBufferPointer<UInt8> {
        var data: UnsafeMutableRawPointer?
        var count = 0
        var port = COVPort()
        try OpenVINOCore.check(
            cov_tensor_data(tensor, &data, &count, &port), .inferenceFailed, "The engine's tensor can't be read.")
        return UnsafeMutableBufferPointer(start: data?.assumingMemoryBound(to: UInt8.self), count: count)
    }
}
