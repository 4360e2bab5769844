import Jobs
import Testing

/// Expects `body` to be refused with `code`, and gives the error for a look at its words.
@discardableResult
func expectRefusal(
    _ code: JobError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async -> JobError? {
    let error = await #expect(throws: JobError.self, sourceLocation: sourceLocation) { try await body() }
    #expect(error?.code == code, sourceLocation: sourceLocation)
    return error
}
