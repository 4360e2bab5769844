import HTTPTypes
import Testing

@testable import EmbeddedServer

@Suite struct RouteTableTests {
    @Test func methodsOfAPath() {
        #expect(RouteTable.methods(at: "/v1/jobs") == [.post, .get])
        #expect(RouteTable.methods(at: "/v1/jobs/01J/cancel") == [.post])
        #expect(RouteTable.methods(at: "/") == [.get])
        #expect(RouteTable.methods(at: "/v1/nothing").isEmpty)
    }
}
