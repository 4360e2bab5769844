package import Foundation

/// How images are worked on in processes of their own.
package struct WorkerSettings: Sendable {
    /// Worker processes, each with one image at a time: at least 1.
    package var count: Int
    /// The longest time for one image, from its bytes to the answer, before its process is killed. Default 60 s.
    package var imageLimit: Duration
    /// The children's executable. Default: this program.
    package var program: String
    /// In front of what a child is told by its supervisor.
    package var arguments: [String]
    /// Where the engine keeps compiled models; nil: nowhere.
    package var engineCacheFolder: URL?

    package init(
        count: Int, imageLimit: Duration = .seconds(60), program: String = "/proc/self/exe",
        arguments: [String] = ["worker-process"], engineCacheFolder: URL? = nil
    ) {
        self.count = max(1, count)
        self.imageLimit = imageLimit
        self.program = program
        self.arguments = arguments
        self.engineCacheFolder = engineCacheFolder
    }

    /// Threads of the engine in each child: together they are the machine's cores.
    var threads: Int { max(1, ProcessInfo.processInfo.activeProcessorCount / count) }

    var childArguments: [String] {
        arguments + ["--parent", "\(getpid())", "--threads", "\(threads)"]
            + (engineCacheFolder.map { ["--engine-cache", $0.path] } ?? [])
    }

    /// A process must say hello before: generous, for a machine whose cores are all busy.
    static let startLimit = Duration.seconds(60)
    /// Reading and compiling a model: another process may have the engine's cache for 30 s.
    static let loadLimit = Duration.seconds(180)
    /// An image's bytes must be over, or a ping answered, before: else the process doesn't listen.
    static let answerLimit = Duration.seconds(15)
    /// Between two pings of an idle process.
    static let pingInterval = Duration.seconds(10)
    /// For heeding a cancellation: steps are shorter than this for all but the largest images.
    static let cancelLimit = Duration.seconds(5)
    /// For an idle process to end when its input does.
    static let endLimit = Duration.seconds(2)
}
