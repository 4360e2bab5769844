import API
import Jobs

/// Parameters that several operations on jobs take.
enum JobParameters {
    static let id = Parameter.path("id", .text, "The job's id.")

    static let client = Parameter.header(
        "X-Client", .string(),
        "Who submits: 1 to \(ClientName.maxBytes) printable ASCII characters, no space; else the first word of User-Agent."
    )

    /// Which jobs are meant; all that are given must match.
    static let filter: [Parameter] = [
        .query(
            "q", .string(lengths: 0...JobFilter.maxLength),
            "The filter language: `state:failed -client:ci cat`. With the words below at most \(JobFilter.maxLength) characters."
        ),
        .query("state", .string(pattern: states), "One or more states, with commas."),
        .query("model", .text, "A model, `*` for any run of characters."),
        .query("client", .text, "Who submitted."),
        .query("since", .string(pattern: time), "Submitted at most so long ago, or at this time or later."),
        .query("until", .string(pattern: time), "Submitted before."),
    ]

    private static let states: String = {
        let state = "(" + JobState.allCases.map(\.rawValue).joined(separator: "|") + ")"
        return "^\(state)(,\(state))*$"
    }()
    private static let time =
        "^([0-9]{1,6}[smhdw]|20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
        + "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,3})?(Z|[+-](0[0-9]|1[0-2]):[0-5][0-9]))?)$"

    static let model = Parameter.query(
        "model", .string(pattern: "^[!-~]+$", lengths: 1...128),
        "`name` or `name@version`; without it the default model.")

    static let priority = Parameter.query(
        "priority", .string(values: Priority.allCases.map(\.rawValue)), "Without it normal.")

    static let topK = Parameter.query(
        "top_k", .either(.integer(1...Limits().maxTopK), .string(values: ["all"])),
        "Classes of the answer; without it \(Limits().defaultTopK).")
}
