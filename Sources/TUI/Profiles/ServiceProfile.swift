/// A service that the dashboard can show, as the user has named it.
package struct ServiceProfile: Sendable, Equatable, Identifiable {
    package var name: String
    /// `http://HOST:PORT`, `unix:PATH`, or what stands for it.
    package var address: String
    /// Of its name; nil is the theme's own.
    package var color: Color?
    /// Loud, and asks again before anything is destroyed.
    package var isProduction: Bool

    package var id: String { name }

    package init(name: String, address: String, color: Color? = nil, isProduction: Bool = false) {
        self.name = name
        self.address = address
        self.color = color
        self.isProduction = isProduction
    }
}

/// Whether the service of a profile answers.
package enum ProfileCheck: Sendable, Equatable {
    case asking
    /// Milliseconds that the answer took; jobs that wait; its version.
    case answers(milliseconds: Double, queued: Int, version: String)
    case fails(String)
    /// The dashboard's own service, which is started when it is chosen.
    case notStarted
}
