import Testing

@testable import EmbeddedServer

@Suite struct WaitPreferenceTests {
    @Test(
        arguments: [
            (["wait=10"], 10), (["respond-async, wait=10"], 10), (["respond-async", "Wait = 3 "], 3),
            (["wait=\"7\""], 7),
            (["wait=0"], 0), (["wait=100000"], 60), (["wait=99999999999999999999"], 60), (["wait=5;x=1, wait=9"], 5),
            ([], nil), ([""], nil), (["wait"], nil), (["wait="], nil), (["wait=-1"], nil), (["wait=1.5"], nil),
            (["waiting=5"], nil), ([";"], nil),
        ] as [([String], Int?)])
    func readsTheSeconds(example: (fields: [String], seconds: Int?)) {
        #expect(WaitPreference.seconds(example.fields) == example.seconds)
    }
}
