import Glibc
import Synchronization
import Testing

@testable import top5

/// The parent's side of a drill, over shell scripts in the place of its children.
///
/// A script gets `--from $1 --stride $2 --to $3` as `$2`, `$4` and `$6`.
struct DrillSupervisorTests {
    /// Works off its files; those that `case` names end it in the way given.
    private static func script(_ trouble: String) -> String {
        """
        i=$2
        while [ $i -lt $6 ]; do
            echo "begins $i"
            case $i in
            \(trouble)
            esac
            echo "ends $i 1.5 2048 UNREADABLE_IMAGE"
            i=$((i + $4))
        done
        """
    }

    private func run(
        _ script: String, files: Int, children: Int = 2, patience: Duration = .seconds(20),
        startPatience: Duration = .seconds(60)
    ) async throws -> [DrillEvent] {
        let supervisor = DrillSupervisor(
            program: "/bin/sh", arguments: ["-c", script, "drill"], children: children, patience: patience,
            startPatience: startPatience)
        var events: [DrillEvent] = []
        try await supervisor.run(0..<files) { events.append($0) }
        return events
    }

    private func tally(_ events: [DrillEvent], of total: Int) -> DrillTally {
        events.reduce(into: DrillTally(total: total)) { $0.note($1) }
    }

    @Test(arguments: [1, 2, 3, 9])
    func everyFileIsDoneOnce(children: Int) async throws {
        let events = try await run(Self.script("none) ;;"), files: 7, children: children)
        let indexes = events.compactMap { if case .outcome(let outcome) = $0 { outcome.index } else { nil } }
        #expect(indexes.sorted() == Array(0..<7) && events.count == 7)
        let tally = tally(events, of: 7)
        #expect(tally.isPassed && tally.refused == ["UNREADABLE_IMAGE": 7] && tally.peakKiB == 2048)
    }

    @Test(arguments: [
        ("kill -SEGV $$", DrillFailure.Kind.signal(SIGSEGV), "SIGSEGV"), ("kill -ABRT $$", .signal(SIGABRT), "SIGABRT"),
        ("exit 3", .exit(3), "exit-3"), ("exit 0", .exit(0), "exit-0"),
    ])
    func aDeathIsToldWithItsFileAndTheRestIsDone(end: String, kind: DrillFailure.Kind, name: String) async throws {
        let events = try await run(Self.script("3) echo 'last words' >&2; \(end) ;;"), files: 8)
        let failure = DrillFailure(index: 3, kind: kind, isAfterReport: false, errors: "last words")
        let tally = tally(events, of: 8)
        #expect(tally.failures == [failure], "\(events)")
        #expect(failure.name == name)
        #expect(tally.refused == ["UNREADABLE_IMAGE": 7] && tally.done == 8)
        #expect(tally.crashes == 1 && tally.hangs == 0 && !tally.isPassed)
    }

    @Test func eachOfManyDeathsIsTold() async throws {
        let events = try await run(Self.script("*) kill -KILL $$ ;;"), files: 6)
        let tally = tally(events, of: 6)
        #expect(tally.failures.map(\.index).sorted() == Array(0..<6))
        #expect(tally.done == 6)
    }

    @Test func aHangIsEndedAndTold() async throws {
        let events = try await run(
            Self.script("2) exec sleep 600 ;;"), files: 5, patience: .seconds(1))
        let tally = tally(events, of: 5)
        #expect(tally.failures == [DrillFailure(index: 2, kind: .hang, isAfterReport: false, errors: "")])
        #expect(tally.hangs == 1 && tally.crashes == 0 && tally.done == 5 && !tally.isPassed)
    }

    @Test func aDeathBetweenFilesIsToldAfterTheLastOne() async throws {
        let script = "echo \"begins $2\"; echo \"ends $2 1 1 decoded\"; kill -BUS $$"
        let events = try await run(script, files: 2, children: 1)
        let tally = tally(events, of: 2)
        #expect(
            tally.failures
                == [0, 1].map {
                    DrillFailure(index: $0, kind: .signal(SIGBUS), isAfterReport: true, errors: "")
                })
        #expect(tally.decoded == 2 && tally.done == 2 && !tally.isPassed)
    }

    @Test(arguments: ["echo no corpus >&2; exit 2", "exec sleep 600"])
    func aChildThatNeverBeginsIsNotStartedAgain(script: String) async throws {
        let events = try await run(script, files: 100, children: 1, startPatience: .seconds(1))
        let tally = tally(events, of: 100)
        #expect(tally.losses.count == 1 && events.count == 1)
        #expect(tally.done == 0 && !tally.isPassed)
        if script.hasPrefix("echo") { #expect(tally.losses[0].contains("(exit-2). no corpus")) }
    }

    @Test func aProgramThatIsNotThereIsTold() async throws {
        let supervisor = DrillSupervisor(program: "/nowhere/top5", arguments: [], children: 1)
        var events: [DrillEvent] = []
        try await supervisor.run(0..<3) { events.append($0) }
        guard case .lost(let reason)? = events.first else { return #expect(Bool(false), "\(events)") }
        #expect(events.count == 1 && reason.contains("No such file"))
    }

    @Test func muchOnStandardErrorStopsNobody() async throws {
        let noise = "1) head -c 3000000 /dev/zero | tr '\\0' 'x' >&2; echo end >&2; kill -ILL $$ ;;"
        let tally = tally(try await run(Self.script(noise), files: 3, children: 1), of: 3)
        let failure = try #require(tally.failures.first)
        #expect(failure.index == 1 && failure.errors.hasSuffix("xend") && failure.errors.utf8.count <= 2048)
    }

    @Test func anErrorWithoutACodeFailsTheDrill() async throws {
        let script = "echo \"begins $2\"; echo \"ends $2 1 1 no-code\""
        let tally = tally(try await run(script, files: 1), of: 1)
        #expect(tally.uncoded == [0] && tally.failures.isEmpty && !tally.isPassed)
    }
}
