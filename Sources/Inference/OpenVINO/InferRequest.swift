import COpenVINO

/// One slot of a compiled model: its input, its output and the memory between.
///
/// A request serves one thread at a time and answers REQUEST_BUSY otherwise.
/// https://docs.openvino.ai/2026/api/c_cpp_api/group__ov__infer__request__c__api.html
final class InferRequest: @unchecked Sendable {  // `Network` hands a request to one thread at a time.
    private let handle: OpaquePointer
    private let input: OpaquePointer

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
        } catch {
            cov_request_free(request)
            throw error
        }
        guard let tensor else {
            cov_request_free(request)
            throw InferenceError(.modelUnusable, "The engine gives no input tensor.")
        }
        handle = request
        input = tensor
    }

    deinit {
        cov_tensor_free(input)
        cov_request_free(handle)
    }

    /// Computes one image. Blocks for as long as that takes.
    ///
    /// - Parameter tensor: exactly the input's bytes.
    /// - Returns: the output's bytes.
    /// - Throws: `INFERENCE_FAILED`.
    func infer(_ tensor: [UInt8]) throws(InferenceError) -> [UInt8] {
        let target = try bytes(of: input)
        guard target.count == tensor.count else {
            throw InferenceError(
                .inferenceFailed, "The input has \(tensor.count) bytes; the model takes \(target.count).",
                step: .inferring)
        }
        target.copyBytes(from: tensor)
        do throws(InferenceError) {
            try OpenVINOCore.check(cov_request_infer(handle), .inferenceFailed, "The engine failed on this image.")
            var output: OpaquePointer?
            try OpenVINOCore.check(
                cov_request_output(handle, &output), .inferenceFailed, "The engine gave no output.")
            guard let output else { throw InferenceError(.inferenceFailed, "The engine gave no output.") }
            defer { cov_tensor_free(output) }
            return Array(try bytes(of: output))
        } catch {
            throw error.during(.inferring)
        }
    }

    private func bytes(of tensor: OpaquePointer) throws(InferenceError) -> UnsafeMutableRawBufferPointer {
        var data: UnsafeMutableRawPointer?
        var count = 0
        var port = COVPort()
        try OpenVINOCore.check(
            cov_tensor_data(tensor, &data, &count, &port), .inferenceFailed, "The engine's tensor can't be read.")
        return UnsafeMutableRawBufferPointer(start: data, count: count)
    }
}
