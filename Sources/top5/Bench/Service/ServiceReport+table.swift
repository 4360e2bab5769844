import Foundation

extension ServiceReport {
    /// A figure a line, with what is wanted of it where the design says so.
    var table: String {
        var lines = ["\(model), \(pictures) pictures, \(connectionsAtOnce) connections"]
        lines += idleLines + saturationLines + burstLines + peerLines
        if let residentReady, let residentAfterLoad {
            lines += [
                "",
                "resident: \(Self.megabytes(residentReady)) when ready, \(Self.megabytes(residentAfterLoad)) after the load",
            ]
        }
        if let connections {
            let cost = connections.residentWith - connections.residentBefore
            lines += [
                "",
                "\(connections.open) of \(connections.wanted) idle connections cost \(Self.megabytes(cost))"
                    + " (wanted for 2,000: under 100 MB)",
            ]
        }
        lines += followerLines
        return lines.joined(separator: "\n") + "\n"
    }

    private var followerLines: [String] {
        guard let followers else { return [] }
        let events = Self.text("%.0f events/s each", followers.median(\.eventsPerSecond))
        let cost =
            followers.wantedEventsPerSecond == nil
            ? Self.text("the queue is %.1f %% slower", followers.cost * 100)
            : Self.text("they take %.1f %% of all cores, which a busy queue would miss", followers.cost * 100)
        return [
            "", "\(followers.left) of \(followers.followers) followers, \(events): \(cost) (wanted: at most 5 %)",
            Self.text(
                "  images/s without %.1f, with %.1f; from submission to its end at p50 without %.1f ms, with %.1f ms",
                followers.median(\.without.imagesPerSecond), followers.median(\.with.imagesPerSecond),
                followers.median(\.without.total.p50), followers.median(\.with.total.p50)),
            Self.text(
                "  CPU of the service, of all cores: without %.3f, with %.3f; the generator took %.2f of a core",
                followers.median(\.busyWithout), followers.median(\.busyWith), followers.median(\.with.generatorShare)),
        ]
    }

    private var idleLines: [String] {
        guard let idle else { return [] }
        return [
            "", "one image at a time, ms           p50     p95     p99", Self.row("accepted (202)", idle.accept),
            Self.row("from submission to its end", idle.total), Self.row("its steps", idle.work),
            Self.row("over its steps (wanted: 5)", idle.overhead),
        ]
    }

    private var saturationLines: [String] {
        guard let saturation else { return [] }
        let load = saturation.load
        var lines = [
            "", "at saturation, ms                 p50     p95     p99",
            Self.row("accepted (wanted: 10 at p99)", load.accept), Self.row("from submission to its end", load.total),
            Self.text("%.1f images/s", load.imagesPerSecond)
                + (load.serviceCpuMsPerImage.map { Self.text(", CPU of the service %.2f ms an image", $0) } ?? "")
                + Self.text(", the generator took %.2f of a core", load.generatorShare),
        ]
        if let share = saturation.share {
            lines.append(
                Self.text("%.2f of the engine alone (wanted: 0.90); by round ", share)
                    + Self.list(saturation.shares, "%.2f") + ", engine " + Self.list(saturation.engine) + " images/s")
        }
        return lines + Self.troubles(load)
    }

    private var burstLines: [String] {
        guard let burst else { return [] }
        return [
            "", "submissions only, ms              p50     p95     p99", Self.row("accepted", burst.accept),
            Self.text("%.0f accepted/s, ", burst.acceptedPerSecond) + "\(burst.refused) asked to wait",
        ]
    }

    private var peerLines: [String] {
        guard let peer else { return [] }
        func ratio(_ path: KeyPath<Spread, Double>) -> Double {
            peer.ours.accept[keyPath: path] / max(peer.theirs.accept[keyPath: path], 1e-9)
        }
        return [
            "", "through the tutorial's endpoints  p50     p95     p99",
            Self.row("top5: accepted, ms", peer.ours.accept),
            Self.row("the tutorial's stack", peer.theirs.accept),
            Self.text("ratio (wanted: 0.10)          %7.3f %7.3f %7.3f", ratio(\.p50), ratio(\.p95), ratio(\.p99)),
            Self.text("images/s: %.1f and %.1f; ", peer.ours.imagesPerSecond, peer.theirs.imagesPerSecond)
                + "resident: \(Self.megabytes(peer.ourResident)) and \(Self.megabytes(peer.theirResident))",
        ] + Self.troubles(peer.ours) + Self.troubles(peer.theirs)
    }

    private static func troubles(_ load: Load) -> [String] {
        [("failed", load.failed), ("asked to wait", load.refused), ("whose end never came", load.unfinished)]
            .filter { $0.1 > 0 }.map { "\($0.1) jobs \($0.0)" }
    }

    private static func row(_ name: String, _ spread: Spread) -> String {
        name.padding(toLength: 30, withPad: " ", startingAt: 0)
            + text("%7.2f %7.2f %7.2f", spread.p50, spread.p95, spread.p99)
    }

    private static func text(_ format: String, _ values: Double...) -> String {
        String(format: format, arguments: values.map { $0 as any CVarArg })
    }

    private static func list(_ values: [Double], _ format: String = "%.0f") -> String {
        values.map { String(format: format, $0) }.joined(separator: " ")
    }

    private static func megabytes(_ bytes: Int) -> String { String(format: "%.0f MB", Double(bytes) / 1e6) }
}
