import TestSupport
import Testing

/// Everything here starts real processes that keep every core busy: one at a time.
@Suite(.serialized) struct EndToEnd {
    @Test func theProgramIsBuilt() {
        #expect(Top5Program.url != nil, "no top5 beside the tests and none in .build/debug")
    }
}
