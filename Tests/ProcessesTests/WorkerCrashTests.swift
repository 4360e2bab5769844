import Inference
import Testing

@testable import Processes

struct WorkerCrashTests {
    private static func crash(
        _ cause: WorkerCrash.Cause, step: ClassificationStep? = nil, loading: String? = nil
    ) -> WorkerCrash {
        WorkerCrash(cause: cause, step: step, loading: loading, processID: 1, lastWords: "")
    }

    @Test(arguments: [
        (
            crash(.ended(.signal(11)), step: .decoding), "The worker process was killed by SIGSEGV while decoding"
        ),
        (crash(.ended(.exit(7)), step: .inferring), "The worker process ended with status 7 while inferring"),
        (crash(.ended(.signal(64))), "The worker process was killed by signal-64"),
        (
            crash(.ended(.signal(9)), step: .preprocessing),
            "The worker process was killed by SIGKILL while preprocessing, which the system does when it runs out of memory"
        ),
        (
            crash(.hung(seconds: 60), step: .decoding),
            "The worker process was killed: it was not done within 60 s while decoding"
        ),
        (
            crash(.ended(.signal(6)), loading: "a@1"),
            "The worker process was killed by SIGABRT while it loaded the model a@1"
        ),
    ])
    func theSentenceSaysHowAndWhere(crash: WorkerCrash, sentence: String) {
        #expect(crash.sentence == sentence)
    }

    @Test func failingStartsAreTriedEverMoreSeldom() {
        var backoff = RestartBackoff()
        let pauses = (0..<10).map { _ in backoff.next() }
        #expect(pauses.first == .milliseconds(200) && pauses.last == .seconds(30))
        #expect(pauses == pauses.sorted())
    }
}
