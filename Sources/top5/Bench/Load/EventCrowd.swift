import API
import Glibc

/// Many followers of all events. They are read in turns, ten times a second, so that they cost this machine little:
/// followers are elsewhere.
struct EventCrowd {
    private var followers: [LoadConnection] = []
    /// Of the followers whose events are counted.
    private var counted: [Int] = []
    private var next = ContinuousClock.now

    private static let countedFollowers = 5
    private static let pause = Duration.milliseconds(100)

    init(_ plan: LoadPlan) throws(CommandError) {
        for index in 0..<plan.followers {
            var follower = try LoadConnection(index: index, target: plan.target)
            try follower.send([plan.get(Routes.events)], target: plan.target)
            followers.append(follower)
        }
        counted = [Int](repeating: 0, count: min(Self.countedFollowers, plan.followers))
    }

    var count: Int { followers.count }
    /// Events that a follower got so far, on the average of those that are counted.
    var events: Double { counted.isEmpty ? 0 : Double(counted.reduce(0, +)) / Double(counted.count) }

    /// Reads what has come, if it is time.
    mutating func read(_ buffer: inout [UInt8]) throws(CommandError) {
        guard !followers.isEmpty, ContinuousClock.now >= next else { return }
        next = .now + Self.pause
        var gone: [Int] = []
        for place in followers.indices {
            if place < counted.count {
                if try !followers[place].fill(&buffer) { gone.append(place) }
                let text = followers[place].reader.takeBody()
                var begin = 0
                while let end = TextSearch.place(of: "event: job", in: text, from: begin) {
                    counted[place] += 1
                    begin = end
                }
            } else if !followers[place].discard(&buffer) {
                gone.append(place)
            }
        }
        for place in gone.reversed() where place >= counted.count { followers.remove(at: place) }
    }
}
