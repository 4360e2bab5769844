import Foundation
import Inference
import ServiceLifecycle

/// Gives back what the start of the program, or a spell of work, has left in memory, once the program has come to rest. Half
/// of a dashboard's memory were pages of libraries that only the loader had touched.
struct IdleMemory: Service {
    /// First soon: most of what can go is from the start.
    private static let first = Duration.seconds(1)
    private static let pause = Duration.seconds(5)
    /// Of a core, within a pause: less is rest.
    private static let restingShare = 0.02
    /// CPU time since the last time: less has left nothing worth mentioning, milliseconds.
    private static let worth = 200.0

    func run() async throws {
        await cancelWhenGracefulShutdown {
            guard (try? await Task.sleep(for: Self.first)) != nil else { return }
            Allocator.giveBack()
            var given = Self.milliseconds
            var last = given
            while (try? await Task.sleep(for: Self.pause)) != nil {
                let now = Self.milliseconds
                let isResting = now - last < Self.restingShare * (Self.pause / .milliseconds(1))
                last = now
                guard isResting, now - given > Self.worth else { continue }
                Allocator.giveBack()
                given = Self.milliseconds
            }
        }
    }

    /// CPU time of this process so far.
    private static var milliseconds: Double { Double(clock()) * 1000 / Double(CLOCKS_PER_SEC) }
}
