import NIOPosix

/// Has children work off numbered files side by side, and notices how each of them ends.
struct DrillSupervisor: Sendable {
    /// The children's executable.
    var program: String
    /// In front of `--from FIRST --stride STEP --to END`, which name a child's files.
    var arguments: [String]
    /// Children at a time.
    var children: Int
    /// After this time with one file a child counts as hanging and is killed. Default 20 s.
    var patience: Duration = .seconds(20)
    /// The same for what comes before a child's first file. Default 60 s.
    var startPatience: Duration = .seconds(60)

    /// - Parameter note: called for each event, one after another.
    func run(_ indices: Range<Int>, note: (DrillEvent) -> Void) async throws {
        let lanes = max(1, min(children, indices.count))
        let lane = DrillLane(
            program: program, arguments: arguments, stride: lanes, end: indices.upperBound, patience: patience,
            startPatience: startPatience)
        // Lanes block while they wait for their children.
        let threads = NIOThreadPool(numberOfThreads: lanes)
        threads.start()
        let (events, continuation) = AsyncStream.makeStream(of: DrillEvent.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { continuation.finish() }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for first in indices.prefix(lanes) {
                        group.addTask {
                            try await threads.runIfActive { lane.run(from: first) { continuation.yield($0) } }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            for await event in events { note(event) }
            try await group.waitForAll()
        }
        try await threads.shutdownGracefully()
    }
}
