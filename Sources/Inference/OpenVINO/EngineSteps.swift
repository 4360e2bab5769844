/// What an input's owner does on the engine's way: each is called once at most, on the same thread, which may block.
struct EngineSteps<Value: Sendable>: Sendable {
    /// Writes the input's bytes.
    ///
    /// - Returns: what makes the answer of the output's bytes and its share of the milliseconds that they took.
    let prepare: @Sendable (UnsafeMutableBufferPointer<UInt8>) throws -> (Timed<[UInt8]>) throws -> Value
    /// Hears that the input is computed now.
    let begin: @Sendable () throws -> Void
}
