/// The data of `event: forgotten`.
package struct ForgottenJob: Codable, Sendable, Equatable {
    package var id: String

    package init(id: String) {
        self.id = id
    }

    enum CodingKeys: String, CodingKey {
        case id = "job_id"
    }
}
