/// What the tutorial's service has no endpoint for.
extension TutorialServiceClient {
    static let character = ServiceCharacter(
        refusals: [
            .cancel: "The tutorial's service cannot cancel: it has no endpoint for that.",
            .retry: "The tutorial's service cannot repeat a task. Send the picture again.",
            .forget: "The tutorial's service forgets results by itself, and cannot be told to.",
            .pauseQueue: "The tutorial's service cannot be paused: stop its Celery workers instead.",
            .chooseModel: "The tutorial's service has one model, and no way to choose.",
            .compare: "The tutorial's service has one model: there is nothing to compare with.",
        ],
        notice: "The tutorial's service: it lists only what was sent from here, and is asked for each result.")

    static func refusal(_ power: ServicePower) -> ClientError {
        character.refusal(character.refusals[power] ?? "The tutorial's service cannot do that.")
    }
}
