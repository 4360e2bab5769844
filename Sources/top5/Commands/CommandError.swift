/// Ends the process with a sentence on standard error.
struct CommandError: Error {
    /// 1: it failed; 2: it was asked for wrongly.
    var status: Int32
    /// What happened, with the value, and what to do.
    var message: String

    init(_ message: String, status: Int32 = 1) {
        self.message = message
        self.status = status
    }
}
