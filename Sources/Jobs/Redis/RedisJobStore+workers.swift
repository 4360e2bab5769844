import Foundation

extension RedisJobStore {
    package func report(_ report: WorkerReport, isFirst: Bool) async throws(JobError) -> Duty? {
        var arguments = RedisCommand(report.name)
        arguments.add(report.slots.isEmpty ? Data() : (try? JSONEncoder().encode(report)) ?? Data())
        arguments.add(isFirst ? "1" : "0")
        return try await run(.report, arguments)[0].text.flatMap(Duty.init(rawValue:))
    }

    package func tell(worker: String, to duty: Duty) async throws(JobError) -> Bool {
        try await run(.tell, RedisCommand(worker, duty.rawValue)).word == "ok"
    }

    package func reports() async throws(JobError) -> [WorkerReport] {
        let answer = try await run(.reports)
        let duties = answer[1].array ?? []
        return (answer[0].array ?? []).enumerated().compactMap { index, reply in
            guard let data = reply.data, var report = try? JSONDecoder().decode(WorkerReport.self, from: data) else {
                return nil
            }
            report.wish = duties.indices.contains(index) ? duties[index].text.flatMap(Duty.init(rawValue:)) : nil
            return report
        }
    }
}
