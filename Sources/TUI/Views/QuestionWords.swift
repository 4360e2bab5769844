/// The sentences of a question, the longest first.
enum QuestionWords {
    static func texts(_ question: QueueQuestion) -> [String] {
        switch question {
        case .counting: [Strings.counting]
        case .confirm(let action, let jobs, let count, let name):
            [
                Strings.question(action, jobs, count: count, name: name), Strings.shortQuestion(action, count: count),
            ]
        case .pause(let pause): [Strings.pauseQuestion(pause), Strings.shortPauseQuestion(pause)]
        case .drain(let name): [Strings.drainQuestion(name), Strings.shortDrainQuestion]
        case .leave: [Strings.leaveQuestion, Strings.shortLeaveQuestion]
        }
    }
}
