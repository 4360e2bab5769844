import Foundation

extension RedisJobStore {
    package func report(_ report: WorkerReport) async throws(JobError) {
        var arguments = RedisCommand(report.name)
        arguments.add(report.slots.isEmpty ? Data() : (try? JSONEncoder().encode(report)) ?? Data())
        _ = try await run(.report, arguments)
    }

    package func reports() async throws(JobError) -> [WorkerReport] {
        (try await run(.reports)[0].array ?? []).compactMap { reply in
            reply.data.flatMap { try? JSONDecoder().decode(WorkerReport.self, from: $0) }
        }
    }
}
