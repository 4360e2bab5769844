/// Where a Celery deployment keeps its things, and how to get there.
package struct CelerySite: Sendable {
    package struct Connections: Sendable {
        let broker: any RedisReader
        let results: any RedisReader

        package init(broker: any RedisReader, results: any RedisReader) {
            self.broker = broker
            self.results = results
        }

        func close() async {
            await broker.close()
            await results.close()
        }
    }

    /// As it is shown: without a password.
    package let name: String
    /// Names of the queues that are looked at.
    package let queues: [String]
    /// The number of the broker's database: it stands in the names of its channels.
    package let database: Int
    private let connecting: @Sendable () async throws(ClientError) -> Connections

    /// - Parameter connect: opens the connections; called again when one is lost.
    package init(
        name: String, queues: [String] = ["celery"], database: Int = 0,
        connect: @escaping @Sendable () async throws(ClientError) -> Connections
    ) {
        self.name = name
        self.queues = queues
        self.database = database
        connecting = connect
    }

    func connect() async throws(ClientError) -> Connections { try await connecting() }

    /// Celery's events, with kombu's prefix for the database and without, and the ends that the result backend tells.
    var patterns: [String] { ["/\(database).celeryev*", "celeryev*", "\(CeleryMeta.prefix)*"] }

    /// - Parameter unreadable: entries of the queues that are no tasks.
    func character(hasTaskEvents: Bool, unreadable: Int) -> ServiceCharacter {
        var notices: [String] = []
        if !hasTaskEvents {
            notices.append(
                "No task event has come yet. Without events it can't be seen when a task starts, which worker has it and "
                    + "why it is retried. To switch them on: celery -A app control enable_events")
        }
        if unreadable > 0 {
            notices.append(
                unreadable == 1
                    ? "One entry of the queues is no task that can be read."
                    : "\(unreadable) entries of the queues are no tasks that can be read.")
        }
        return ServiceCharacter(
            work: .tasks, refusals: Self.refusals, notice: notices.isEmpty ? nil : notices.joined(separator: " "))
    }

    static let refusals: [ServicePower: String] = [
        .submit: "Celery is watched read only: tasks are sent by its own applications.",
        .cancel: "Celery is watched read only. To revoke a task: celery -A app control revoke ID",
        .retry: "Celery is watched read only: its application sends a task again.",
        .forget: "Celery is watched read only: results expire by its own rule.",
        .pauseQueue: "Celery is watched read only. To stop taking tasks: celery -A app control cancel_consumer QUEUE",
        .chooseModel: "Celery's tasks have no models.",
        .compare: "Celery's tasks have no models to compare.",
        .review: "Celery's tasks have no predictions to review.",
        .pictures: "Tasks have no pictures.",
    ]
}
