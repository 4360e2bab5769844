/// Whose token a request came with.
struct Caller: Sendable, Equatable {
    /// Of the token.
    let tokenID: String
    /// What its jobs are listed under.
    let name: String
    let role: AccessRole

    /// The only client whose jobs this caller may act on; nil: every client's.
    var limitedTo: String? { role < .operator ? name : nil }
}
