import Foundation

/// Where Debian, a build of one's own and Homebrew put the server.
enum RedisProgram {
    /// - Throws: `CommandError` where there is none.
    static func path() throws(CommandError) -> String {
        let places = ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"]
        guard let program = places.first(where: FileManager.default.isExecutableFile) else {
            throw CommandError("redis-server is not installed (Debian: apt-get install redis-server).", status: 2)
        }
        return program
    }
}
