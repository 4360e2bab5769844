/// Whose job is next: stride scheduling (Waldspurger and Weihl, 1995) over flows, a flow being the waiting jobs of one
/// client in one priority.
///
/// Each job gets its pass when it comes to wait: the stride of its priority after the flow's last one, and never before
/// what is being served now, so that nobody saves up turns by being away. The lowest pass is next. So clients take turns
/// however much each has sent, a job of high priority costs its flow a quarter of a turn, one of low priority four, and
/// every job's pass is reached: nothing starves.
enum FairTurn {
    /// The sequence's low bits below the pass: who came first is first among equal passes.
    private static let tieBits: Int64 = 24

    /// The order of a job among the waiting.
    ///
    /// - Parameters:
    ///   - served: pass of the latest claim.
    ///   - last: place of the flow's last waiting job, if one waits.
    ///   - sequence: of the change that makes it wait.
    static func place(_ priority: JobPriority, served: Int64, last: Int64?, sequence: Int64) -> Int64 {
        let pass = max(served, last.map(pass(of:)) ?? 0) + priority.stride
        return pass << tieBits | sequence & (1 << tieBits - 1)
    }

    /// The pass of a place.
    static func pass(of place: Int64) -> Int64 { place >> tieBits }
}

/// How much of the turns a job gets, against others.
package enum JobPriority: String, Codable, Sendable, CaseIterable {
    case high, normal, low

    /// Turns that a job costs its flow, in sixteenths.
    var stride: Int64 {
        switch self {
        case .high: 4
        case .normal: 16
        case .low: 64
        }
    }
}
