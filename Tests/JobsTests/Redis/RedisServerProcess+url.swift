import Jobs
import TestSupport

extension RedisServerProcess {
    func url(prefix: String = "top5") throws -> RedisURL { try RedisURL(parsing: "\(address)?prefix=\(prefix)") }
}
