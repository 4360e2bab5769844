import Testing

@testable import EmbeddedServer

@Suite struct EntityTagTests {
    @Test(
        arguments: [
            (["\"7\""], true), (["W/\"7\""], true), (["*"], true), (["\"1\", W/\"7\" "], true),
            (["\"1\"", "\"7\""], true), ([], false), ([""], false), (["\"70\""], false), (["7"], false),
            (["\"7\"x"], false), (["\"7-1\""], false),
        ])
    func comparesWeakly(example: (fields: [String], matches: Bool)) {
        #expect(EntityTag.matches(example.fields, "\"7\"") == example.matches)
    }
}
