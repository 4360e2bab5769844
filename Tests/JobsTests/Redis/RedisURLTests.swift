import Jobs
import Testing

@Suite struct RedisURLTests {
    @Test func hostsPortsUsersAndDatabases() throws {
        let plain = try RedisURL(parsing: "redis://example.org")
        #expect(plain.place == .host(.init(name: "example.org", port: 6379)))
        #expect(plain.database == 0 && plain.prefix == "top5" && plain.password == nil)

        let full = try RedisURL(parsing: "redis://ada:s%40cret@[::1]:7000/3?prefix=night")
        #expect(full.place == .host(.init(name: "::1", port: 7000)))
        #expect(full.user == "ada" && full.password == "s@cret" && full.database == 3 && full.prefix == "night")
        #expect(!full.description.contains("cret"), "A password is not shown.")
        #expect(try RedisURL(parsing: "redis://:secret@h").password == "secret")
        #expect(try RedisURL(parsing: "redis://:secret@h").user == nil)
    }

    @Test func socketsAndSentinels() throws {
        let socket = try RedisURL(parsing: "redis+unix:///run/redis.sock?db=2")
        #expect(socket.place == .socket(path: "/run/redis.sock") && socket.database == 2)
        let sentinel = try RedisURL(parsing: "redis+sentinel://:pw@a:26380,b/jobs/1")
        #expect(
            sentinel.place
                == .sentinel([.init(name: "a", port: 26_380), .init(name: "b", port: 26_379)], name: "jobs"))
        #expect(sentinel.database == 1 && sentinel.password == "pw")
    }

    @Test(arguments: [
        ("http://h", "no TLS"), ("redis:h", "begin with"), ("rediss://h", "has no TLS"), ("redis://", "names no host"),
        ("redis://h:0", "port"), ("redis://h:x", "port"), ("redis://h/x", "database"), ("redis://h/1/2", "database"),
        ("redis://ada@h", "no password"), ("redis+unix://run/redis.sock", "three slashes"),
        ("redis+sentinel://a,b", "name of the master"), ("redis://h?prefix=", "prefix"),
        ("redis://h?prefix=a{b", "prefix"),
        ("redis://h?colour=red", "'colour'"),
    ])
    func whatIsWrongIsSaid(text: String, words: String) async {
        let error = await expectRefusal(.storeUnavailable) { _ = try RedisURL(parsing: text) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
}
