import API
import Foundation
import NIOHTTP1

/// Finds out what listens at an address.
struct ServiceProbe: Sendable {
    enum Kind: Sendable, Equatable {
        case top5, tutorial
    }

    let transport: HTTPTransport

    func shutdown() async { await transport.shutdown() }

    /// - Throws: `ClientError` of the question for `/v1/limits`, if the service is neither.
    func kind() async throws(ClientError) -> Kind {
        let failure: ClientError
        do throws(ClientError) {
            _ = try await transport.value(
                Limits.self,
                of: ServiceRequest(.GET, Routes.limits, answerWithin: transport.timeouts.answer))
            return .top5
        } catch {
            failure = error
        }
        // A refusal with a code, such as one for a missing token, is top5's own.
        if case .refused = failure.kind { return .top5 }
        guard failure.kind == .badAnswer else { throw failure }
        let question = ServiceRequest(
            .GET, "/results/\(TutorialTasks.noTask)", answerWithin: transport.timeouts.answer)
        do throws(ClientError) {
            _ = try await transport.value(TutorialStatus.self, of: question)
            return .tutorial
        } catch {
            if error.kind == .unreachable || error.kind == .cancelled { throw error }
            throw failure
        }
    }
}
