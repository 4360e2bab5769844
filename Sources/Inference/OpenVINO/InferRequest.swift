import COpenVINO

/// One slot of a compiled model: its inputs, their outputs and the memory between.
///
/// A request serves one user at a time and answers REQUEST_BUSY otherwise.
/// https://docs.openvino.ai/2026/api/c_cpp_api/group__ov__infer__request__c__api.html
final class InferRequest: @unchecked Sendable {  // `EngineQueue` lends it, under its lock, to one thread at a time.
    // The compiler can't follow one request out of the list that the lock guards and back into it. The lock orders it:
    // each user sees all that the one before it wrote, and there is never a second one.
    private let handle: OpaquePointer
    private let input: InputTensor
    private let memory: UnsafeMutableRawBufferPointer
    /// Inputs that it can compute at once.
    let batch: Int

    /// - Parameters:
    ///   - input: of one input.
    ///   - batch: inputs that the model takes at once, from 1.
    /// - Throws: `MODEL_UNUSABLE`.
    init(compiled: OpaquePointer, input: InputTensor, batch: Int) throws(InferenceError) {
        var request: OpaquePointer?
        try OpenVINOCore.check(
            cov_request_create(compiled, &request), .modelUnusable, "The engine gives no request for the model.")
        guard let request else { throw InferenceError(.modelUnusable, "The engine gives no request for the model.") }
        handle = request
        self.input = input
        self.batch = batch
        // A cache line's alignment: what the engine's vector instructions like best.
        memory = .allocate(byteCount: input.bytes * batch, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit {
        cov_request_free(handle)
        memory.deallocate()
    }

    /// The memory of one input: written before `infer`, by one thread.
    ///
    /// - Parameter place: 0..<batch
    func input(_ place: Int) -> UnsafeMutableBufferPointer<UInt8> {
        let bytes = UnsafeMutableRawBufferPointer(rebasing: memory[(place * input.bytes)..<((place + 1) * input.bytes)])
        return bytes.bindMemory(to: UInt8.self)
    }

    /// Computes the inputs at some places together. Blocks for as long as that takes.
    ///
    /// - Returns: each one's output, in bytes.
    /// - Throws: `INFERENCE_FAILED`.
    func infer(_ places: Range<Int>) throws(InferenceError) -> [[UInt8]] {
        do throws(InferenceError) {
            var tensor: OpaquePointer?
            var shape = input.shape.map(Int64.init)
            shape[0] *= Int64(places.count)
            try OpenVINOCore.check(
                cov_tensor_create(
                    input.element == .f32 ? COVElementF32 : COVElementU8, Int32(shape.count), shape,
                    memory.baseAddress?.advanced(by: places.lowerBound * input.bytes), &tensor),
                .inferenceFailed, "The engine takes no input tensor.")
            defer { cov_tensor_free(tensor) }
            try OpenVINOCore.check(
                cov_request_set_input(handle, tensor), .inferenceFailed, "The engine refuses this input.")
            try OpenVINOCore.check(cov_request_infer(handle), .inferenceFailed, "The engine failed on this input.")
            return try outputs(places.count)
        } catch {
            throw error.during(.inferring)
        }
    }

    private func outputs(_ count: Int) throws(InferenceError) -> [[UInt8]] {
        var output: OpaquePointer?
        try OpenVINOCore.check(cov_request_output(handle, &output), .inferenceFailed, "The engine gave no output.")
        guard let output else { throw InferenceError(.inferenceFailed, "The engine gave no output.") }
        defer { cov_tensor_free(output) }
        var data: UnsafeMutableRawPointer?
        var bytes = 0
        var port = COVPort()
        try OpenVINOCore.check(
            cov_tensor_data(output, &data, &bytes, &port), .inferenceFailed, "The engine's tensor can't be read.")
        let all = UnsafeRawBufferPointer(start: data, count: bytes)
        let each = bytes / count
        return (0..<count).map { Array(all[($0 * each)..<(($0 + 1) * each)]) }
    }
}
