import API
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import EmbeddedServer

@Suite(.timeLimit(.minutes(1))) struct NotifySocketTests {
    @Test(
        arguments: [
            ([:], nil), (["NOTIFY_SOCKET": ""], nil), (["NOTIFY_SOCKET": "relative"], nil),
            (["NOTIFY_SOCKET": "/run/n"], NotifySocket(address: "/run/n")),
            (
                ["NOTIFY_SOCKET": "@n", "WATCHDOG_USEC": "30000000"],
                NotifySocket(address: "@n", watchdog: .seconds(30))
            ),
            (
                ["NOTIFY_SOCKET": "@n", "WATCHDOG_USEC": "5", "WATCHDOG_PID": "7"],
                NotifySocket(address: "@n", watchdog: .microseconds(5))
            ),
            (["NOTIFY_SOCKET": "@n", "WATCHDOG_USEC": "5", "WATCHDOG_PID": "8"], NotifySocket(address: "@n")),
            (["NOTIFY_SOCKET": "@n", "WATCHDOG_USEC": "0"], NotifySocket(address: "@n")),
            (["NOTIFY_SOCKET": "@n", "WATCHDOG_USEC": "soon"], NotifySocket(address: "@n")),
        ] as [([String: String], NotifySocket?)])
    func whatTheEnvironmentSays(environment: [String: String], expected: NotifySocket?) {
        #expect(NotifySocket(environment: environment, process: 7) == expected)
    }

    @Test(arguments: [false, true])
    func messagesArrive(abstract: Bool) throws {
        let listener = try DatagramSocket(abstract: abstract)
        try NotifySocket(address: listener.address).send("READY=1\nSTATUS=x")
        #expect(listener.messages() == ["READY=1\nSTATUS=x"])
    }

    @Test func nobodyThereIsAnError() {
        #expect(throws: ServiceError.self) { try NotifySocket(address: "/nowhere/s").send("READY=1") }
        let long = "/" + String(repeating: "x", count: 200)
        #expect(throws: ServiceError.self) { try NotifySocket(address: long).send("READY=1") }
    }

    /// Runs a notifier over these answers until `isDone`.
    private func messages(
        watchdog: Duration?, readiness: @escaping @Sendable () -> Readiness, isAlive: @escaping @Sendable () -> Bool,
        until isDone: ([String]) -> Bool
    ) async throws -> [String] {
        let listener = try DatagramSocket()
        let notifier = SystemdNotifier(
            socket: NotifySocket(address: listener.address, watchdog: watchdog), logger: Logger(label: "test"),
            readiness: { readiness() }, isAlive: { _ in isAlive() })
        let group = ServiceGroup(
            configuration: .init(services: [notifier], logger: Logger(label: "test")))
        var all: [String] = []
        let running = Task { try await group.run() }
        await Deadline.poll {
            all += listener.messages()
            return isDone(all)
        }
        await group.triggerGracefulShutdown()
        try await running.value
        return all + listener.messages()
    }

    @Test func readyComesOnceAndTheStateInWords() async throws {
        let looks = Mutex(0)
        let all = try await messages(watchdog: nil) {
            looks.withLock { looks in
                looks += 1
                return looks > 2 ? Readiness(ready: true) : Readiness(ready: false, reasons: ["Loading.\nStill."])
            }
        } isAlive: {
            true
        } until: {
            $0.count == 2
        }
        #expect(
            all == [
                "STATUS=Not ready: Loading. Still.", "READY=1\nSTATUS=Ready", "STOPPING=1\nSTATUS=Shutting down",
            ])
    }

    @Test func signsOfLifeStopWithTheLife() async throws {
        let looks = Mutex(0)
        let all = try await messages(watchdog: .milliseconds(20)) {
            Readiness(ready: true)
        } isAlive: {
            looks.withLock { looks in
                looks += 1
                return looks <= 3
            }
        } until: { _ in
            looks.withLock { $0 } > 8
        }
        #expect(all.filter { $0 == "WATCHDOG=1" }.count == 3)
    }
}
