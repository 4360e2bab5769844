import API
import Client
import TUI

extension JobFilter {
    /// As the dashboard reads it.
    static let dashboards = JobFilter { (text: String) throws(ClientError) -> Matching in
        let filter = QueueFilter(text)
        if let problem = filter.problem {
            throw ClientError(.refused(status: 400, code: ErrorCode.invalidFilter.rawValue), problem.sentence)
        }
        return { job, now in filter.matches(job, at: now) }
    }
}
