/// What a compiled model takes, for one input.
struct InputTensor: Sendable, Equatable {
    let element: ModelInput.ElementType
    /// The first dimension is the batch; a batch of several is so many times as long.
    let shape: [Int]

    var bytes: Int { shape.reduce(element.size, *) }
}
