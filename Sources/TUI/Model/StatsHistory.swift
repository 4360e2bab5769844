package import API
package import Foundation

/// What has happened over time, as this dashboard has seen it: in seconds for a quarter of an hour, in quarters of a
/// minute for six hours, in minutes for a day. Only times in which something happened take memory.
package struct StatsHistory: Sendable {
    package struct Level: Sendable, Equatable {
        package let seconds: Int
        package let capacity: Int
    }

    package static let levels = [
        Level(seconds: 1, capacity: 900), Level(seconds: 15, capacity: 1440), Level(seconds: 60, capacity: 1440),
    ]

    private struct Bucket: Sendable {
        /// Since 1970, in buckets.
        var number: Int
        var ends: [JobStatus: Int] = [:]
        var latency = LatencyHistogram()
        var depth: Depth?
    }

    /// Jobs that wait and jobs at work: the most within a bucket, and the last.
    private struct Depth: Sendable {
        var most: (queued: Int, running: Int)
        var last: (queued: Int, running: Int)
    }

    private var buckets: [[Bucket]] = levels.map { _ in [] }
    /// When the service could not be heard; the end is nil while that lasts.
    private var absences: [(start: Date, end: Date?)] = []
    private static let mostAbsences = 200
    /// When something other than nothing was last noted, and whether it lasts.
    private var lastActive: Date?
    private var hasDepth = false

    package init() {}

    /// Takes a job's end in.
    /// - Parameter date: when it ended, or was heard of.
    package mutating func record(_ job: Job, at date: Date) {
        guard job.status.isFinished else { return }
        lastActive = max(lastActive ?? date, date)
        let queued = job.timingsMs.queued ?? 0
        for level in Self.levels.indices {
            change(level, at: date) { bucket in
                bucket.ends[job.status, default: 0] += 1
                if job.status == .succeeded { bucket.latency.record(queued + job.timingsMs.work) }
            }
        }
    }

    package mutating func noteDepth(queued: Int, running: Int, at date: Date) {
        let isSome = queued > 0 || running > 0
        if isSome || hasDepth { lastActive = date }
        hasDepth = isSome
        for level in Self.levels.indices {
            change(level, at: date) { bucket in
                let most = bucket.depth?.most ?? (queued: 0, running: 0)
                bucket.depth = Depth(
                    most: (max(most.queued, queued), max(most.running, running)), last: (queued, running))
            }
        }
    }

    package mutating func beginAbsence(at date: Date) {
        guard absences.last.map({ $0.end != nil }) ?? true else { return }
        absences.append((date, nil))
        if absences.count > Self.mostAbsences { absences.removeFirst() }
    }

    package mutating func endAbsence(at date: Date) {
        guard let last = absences.indices.last, absences[last].end == nil else { return }
        absences[last].end = date
    }

    private mutating func change(_ level: Int, at date: Date, _ body: (inout Bucket) -> Void) {
        let seconds = date.timeIntervalSince1970
        guard seconds.isFinite, abs(seconds) < 1e11 else { return }
        let number = Int((seconds / Double(Self.levels[level].seconds)).rounded(.down))
        // Nearly always the last one, or a new one behind it.
        var index = buckets[level].count
        while index > 0, buckets[level][index - 1].number > number { index -= 1 }
        if index > 0, buckets[level][index - 1].number == number {
            body(&buckets[level][index - 1])
            return
        }
        var bucket = Bucket(number: number)
        body(&bucket)
        buckets[level].insert(bucket, at: index)
        let oldest = (buckets[level].last?.number ?? number) - Self.levels[level].capacity
        if let gone = buckets[level].firstIndex(where: { $0.number > oldest }), gone > 0 {
            // The depth of before is still that of the time after.
            let carried = buckets[level][..<gone].last { $0.depth != nil }?.depth?.last
            buckets[level].removeFirst(gone)
            if let carried, let first = buckets[level].first, first.depth == nil {
                buckets[level][0].depth = Depth(most: carried, last: carried)
            }
        }
    }
}

// Reading it.
extension StatsHistory {
    /// One point of the plots.
    package struct Point: Sendable, Equatable {
        /// That it covers; of the last one only those that have passed.
        package var seconds: Double
        package var ends: [JobStatus: Int] = [:]
        package var latency = LatencyHistogram()
        /// nil: not known then.
        package var queued: Int?
        package var running: Int?

        /// Successes a second.
        package var rate: Double { Double(ends[.succeeded] ?? 0) / seconds }
    }

    /// Whether the plots of the range have anything that moves with time.
    package func isMoving(_ range: StatsRange, at now: Date) -> Bool {
        hasDepth || lastActive.map { now.timeIntervalSince($0) < Double(range.seconds) } ?? false
    }

    /// Points of equal length, oldest first, the last one being the newest that is whole; of 5 s or more also the one
    /// under way.
    package func points(_ range: StatsRange, most: Int, at now: Date) -> [Point] {
        let step = range.step(most: most)
        guard
            let level = Self.levels.indices.first(where: { index in
                let level = Self.levels[index]
                return level.seconds * level.capacity >= range.seconds && step.isMultiple(of: level.seconds)
            })
        else { return [] }
        let length = Self.levels[level].seconds
        let time = now.timeIntervalSince1970
        let whole = Int((time / Double(step)).rounded(.down))
        let end = step >= 5 ? whole + 1 : whole
        let count = range.seconds / step
        let start = end - count
        var points = (0..<count).map { index in
            Point(seconds: min(Double(step), max(1, time - Double((start + index) * step))))
        }
        fill(&points, level: level, from: start, step: step / length)
        blank(&points, from: start, step: step, until: now)
        return points
    }

    /// - Parameter step: in buckets.
    private func fill(_ points: inout [Point], level: Int, from start: Int, step: Int) {
        let all = buckets[level]
        var carried: (queued: Int, running: Int)?
        var index = 0
        while index < all.count, all[index].number < start * step {
            carried = all[index].depth?.last ?? carried
            index += 1
        }
        for place in points.indices {
            let end = (start + place + 1) * step
            var most = carried
            while index < all.count, all[index].number < end {
                let bucket = all[index]
                points[place].ends.merge(bucket.ends, uniquingKeysWith: +)
                points[place].latency.add(bucket.latency)
                if let depth = bucket.depth {
                    most = (max(most?.queued ?? 0, depth.most.queued), max(most?.running ?? 0, depth.most.running))
                    carried = depth.last
                }
                index += 1
            }
            points[place].queued = most?.queued
            points[place].running = most?.running
        }
    }

    /// While the service could not be heard nobody knows how much waited.
    private func blank(_ points: inout [Point], from start: Int, step: Int, until now: Date) {
        for absence in absences {
            for place in points.indices {
                let first = Double((start + place) * step)
                let last = first + Double(step)
                guard absence.start.timeIntervalSince1970 <= first,
                    (absence.end ?? now.addingTimeInterval(Double(step))).timeIntervalSince1970 >= last
                else { continue }
                points[place].queued = nil
                points[place].running = nil
            }
        }
    }
}
