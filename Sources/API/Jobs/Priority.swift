/// How much of the turns a job gets: four times as often as a normal one, or a quarter.
package enum Priority: String, Codable, Sendable, CaseIterable {
    case high, normal, low
}
